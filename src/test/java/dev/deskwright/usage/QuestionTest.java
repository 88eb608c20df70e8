package dev.deskwright.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {

  /** In Tokyo it is December already; months are those of UTC. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T20:00:00Z"), ZoneId.of("Asia/Tokyo"));

  private static Question ask(
      String month, String by, String tag, String namespace, boolean all, String output)
      throws BadQuestion {
    return Question.of(
        new Question.Options(month, by, tag, namespace, all, null, output), "own", CLOCK);
  }

  @Test
  void leftOutItIsAboutEachWorkSpaceOfThisMonthAndNamespace() throws BadQuestion {
    Question question = ask(null, null, null, null, false, null);
    assertThat(question.month()).isEqualTo(YearMonth.of(2026, 11));
    assertThat(question.by()).isEqualTo(By.WORKSPACE);
    assertThat(question.namespace()).contains("own");
    assertThat(question.format()).isEqualTo(Format.TABLE);
  }

  @Test
  void optionsAreTakenAsTheyAre() throws BadQuestion {
    assertThat(ask("last", null, null, null, false, null).month())
        .isEqualTo(YearMonth.of(2026, 10));
    assertThat(ask("2026-11", null, "team", null, false, null).by()).isEqualTo(By.TAG);
    assertThat(ask("2025-02", "directory", null, "sales", false, "csv").namespace())
        .contains("sales");
    assertThat(ask(null, null, null, null, true, "json").namespace()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "2026-12 | - | - | - | false | - | --month 2026-12 is in the future: the current month is"
            + " 2026-11, in UTC",
        "2026-13 | - | - | - | false | - | --month \"2026-13\" is not a month: give year and month"
            + " as in 2026-11, or last",
        "11/2026 | - | - | - | false | - | --month \"11/2026\" is not a month: give year and month"
            + " as in 2026-11, or last",
        "'' | - | - | - | false | - | --month \"\" is not a month: give year and month as in"
            + " 2026-11, or last",
        "- | user | - | - | false | - | --by \"user\" is none of workspace, directory, tag",
        "- | TAG | - | - | false | - | --by \"TAG\" is none of workspace, directory, tag",
        "- | tag | - | - | false | - | --by tag needs the key of the tag: add --tag KEY, as in"
            + " --tag team",
        "- | directory | team | - | false | - | --tag \"team\" does not go with --by directory:"
            + " leave one of them out, or say --by tag",
        "- | - | '' | - | false | - | --tag \"\" is not the key of a tag: give one of spec.tags, as in"
            + " --tag team",
        "- | tag | ' ' | - | false | - | --tag \" \" is not the key of a tag: give one of spec.tags,"
            + " as in --tag team",
        "- | - | - | sales | true | - | --namespace \"sales\" does not go with --all-namespaces:"
            + " leave one of them out",
        "- | - | - | - | false | yaml | --output \"yaml\" is none of table, csv, json",
      })
  void whatIsWrongIsSaidWithWhatIsRight(
      String month,
      String by,
      String tag,
      String namespace,
      boolean all,
      String output,
      String message) {
    assertThatThrownBy(() -> ask(month, by, tag, namespace, all, output))
        .isInstanceOf(BadQuestion.class)
        .hasMessage(message);
  }
}
