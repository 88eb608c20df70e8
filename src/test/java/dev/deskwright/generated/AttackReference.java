package dev.deskwright.generated;

import static dev.deskwright.generated.Markdown.code;

import dev.deskwright.gateway.defence.Attack;
import dev.deskwright.gateway.defence.AttackTable;
import java.util.List;

/** The text of {@code docs/reference/gateway-attacks.md}. */
final class AttackReference {

  private AttackReference() {}

  static String text() {
    return new Markdown()
        .heading(1, "Attacks on the gateway")
        .paragraph(
            "What the [gateway](../concepts/gateway-security.md) is attacked with by its tests. Each"
                + " row is carried out twice over TLS: on the gateway as it is, where it must fail,"
                + " and on one that was made without the one defence that the row names, where it"
                + " must succeed: a row that could not fail would be seen. No setting makes such a"
                + " gateway; only the tests can.")
        .table(
            List.of("Attack", "Weakness", "Defence", "What comes of it"),
            AttackTable.all().stream().map(AttackReference::row).toList())
        .paragraph(
            "Beside these, `HostileRequestsTest` sends what no single defence holds off: paths and"
                + " methods that are none (as in CVE-2021-3654 of OpenStack Nova, an open"
                + " redirect), requests that can be read in two ways, JSON with fields twice, of"
                + " another type or of no name in the API (mass assignment, as in CVE-2012-2055 of"
                + " GitHub), and requests without TLS.")
        .toString();
  }

  private static List<String> row(Attack attack) {
    return List.of(
        attack.name(), attack.weakness(), code(attack.defence().name()), attack.happens());
  }
}
