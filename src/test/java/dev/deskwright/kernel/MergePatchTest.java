package dev.deskwright.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7396: what is made from two documents, applied to the first, gives the second. */
class MergePatchTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Provide
  Arbitrary<ObjectNode> objects() {
    return object(2);
  }

  private static Arbitrary<ObjectNode> object(int depth) {
    return Arbitraries.maps(Arbitraries.of("a", "b", "c", ""), value(depth))
        .ofMaxSize(4)
        .map(MergePatchTest::object);
  }

  private static ObjectNode object(Map<String, JsonNode> fields) {
    ObjectNode node = JSON.objectNode();
    fields.forEach(node::set);
    return node;
  }

  private static Arbitrary<JsonNode> value(int depth) {
    List<Arbitrary<? extends JsonNode>> kinds =
        new ArrayList<>(
            List.of(
                Arbitraries.of("", "x", "y").map(JSON::textNode),
                Arbitraries.integers().between(0, 2).map(JSON::numberNode),
                Arbitraries.of(true, false).map(JSON::booleanNode)));
    if (depth > 0) {
      kinds.add(Arbitraries.lazy(() -> object(depth - 1)));
      kinds.add(
          Arbitraries.lazy(() -> value(depth - 1))
              .list()
              .ofMaxSize(2)
              .map(items -> JSON.arrayNode().addAll(items)));
    }
    return Arbitraries.oneOf(kinds.stream().map(kind -> kind.map(JsonNode.class::cast)).toList());
  }

  @Property
  void thePatchTurnsTheOneIntoTheOther(
      @ForAll("objects") ObjectNode from, @ForAll("objects") ObjectNode to) {
    JsonNode patch =
        MergePatch.between(from, to).map(JsonNode.class::cast).orElse(JSON.objectNode());
    assertThat(MergePatch.apply(from, patch)).isEqualTo(to);
  }

  @Property
  void betweenADocumentAndItselfThereIsNothing(@ForAll("objects") ObjectNode document) {
    assertThat(MergePatch.between(document, document.deepCopy())).isEmpty();
  }

  @Property
  void thePatchNamesOnlyWhatDiffers(
      @ForAll("objects") ObjectNode from, @ForAll("objects") ObjectNode to) {
    MergePatch.between(from, to)
        .ifPresent(
            patch ->
                patch
                    .fieldNames()
                    .forEachRemaining(
                        name -> assertThat(from.get(name)).isNotEqualTo(to.get(name))));
  }

  @Example
  void neitherDocumentIsChanged() {
    ObjectNode from = JSON.objectNode().put("a", 1);
    ObjectNode to = JSON.objectNode().put("b", 2);
    assertThat(MergePatch.between(from, to).orElseThrow()).hasToString("{\"a\":null,\"b\":2}");
    assertThat(from).hasToString("{\"a\":1}");
    assertThat(to).hasToString("{\"b\":2}");
  }

  /** The test cases of RFC 7396, appendix A, that begin with an object. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"} | {\"a\":null} | {}",
        "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
        "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
        "{\"a\":\"b\"} | [\"c\"] | [\"c\"]",
        "{\"a\":\"foo\"} | null | null",
        "{\"a\":\"foo\"} | \"bar\" | \"bar\"",
        "{\"e\":null} | {\"a\":1} | {\"e\":null,\"a\":1}",
        "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}"
      })
  void appliesAsTheRfcHasIt(String target, String patch, String result) throws Exception {
    var json = new ObjectMapper();
    assertThat(MergePatch.apply(json.readTree(target), json.readTree(patch)))
        .isEqualTo(json.readTree(result));
  }
}
