package dev.deskwright.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The walls between packages, and what no class may do. */
class ArchitectureTest {

  private static final String ROOT = "dev.deskwright";
  private static final String API = ROOT + ".api..";
  private static final String KERNEL = ROOT + ".kernel..";
  private static final String CONFIG = ROOT + ".config..";
  private static final String BUNDLE = ROOT + ".bundle..";
  private static final String DIRECTORY = ROOT + ".directory..";
  private static final String WORKSPACE = ROOT + ".workspace..";
  private static final String LDAP = ROOT + ".ldap..";
  private static final String TELEMETRY = ROOT + ".telemetry..";
  private static final String DEMO = ROOT + ".demo..";
  private static final String USAGE = ROOT + ".usage";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void theApiDependsOnNothingOfOurs() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                KERNEL, CONFIG, BUNDLE, DIRECTORY, WORKSPACE, TELEMETRY, DEMO, ROOT));
  }

  @Test
  void theKernelKnowsNoKind() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(KERNEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BUNDLE, DIRECTORY, WORKSPACE, TELEMETRY, DEMO, CONFIG, ROOT));
  }

  @Test
  void bundleAndDirectoryDoNotKnowEachOther() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(BUNDLE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DIRECTORY));
    holds(
        noClasses()
            .that()
            .resideInAPackage(DIRECTORY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BUNDLE));
  }

  @Test
  void ldapKnowsNothingElseOfOursAndNoKubernetes() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(LDAP)
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are ours, but not in ldap",
                    c ->
                        c.getPackageName().startsWith(ROOT)
                            && !c.getPackageName().startsWith(ROOT + ".ldap")))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "io.micrometer.."));
  }

  @Test
  void theSecondFactorsKnowNothingElseOfOursAndNoKubernetes() {
    for (String factor : List.of(ROOT + ".otp", ROOT + ".radius")) {
      holds(
          noClasses()
              .that()
              .resideInAPackage(factor)
              .should()
              .dependOnClassesThat(
                  DescribedPredicate.describe(
                      "are ours, but not in " + factor,
                      c ->
                          c.getPackageName().startsWith(ROOT)
                              && !c.getPackageName().equals(factor)))
              .orShould()
              .dependOnClassesThat()
              .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "io.vertx.."));
    }
  }

  /**
   * What the rest sees of traces has no class of theirs, so that none is loaded while they are off.
   */
  @Test
  void onlyTracesKnowOpenTelemetry() {
    holds(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".tracing.OtlpTracing")
            .and()
            .haveNameNotMatching(".*OtlpTracing\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry.."));
  }

  @Test
  void nobodyButWiringAndDemoKnowsTheDemo() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(DEMO, ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DEMO));
  }

  /** A report is what anybody can read in the API, and needs nothing of a running operator. */
  @Test
  void theReportOfUsageKnowsTheApiAndTheMeterOnly() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(USAGE)
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are ours, but no API, metering or record of activity",
                    c ->
                        c.getPackageName().startsWith(ROOT)
                            && !List.of(
                                    USAGE,
                                    ROOT + ".api.v1alpha1",
                                    ROOT + ".workspace.metering",
                                    ROOT + ".workspace.power")
                                .contains(c.getPackageName())))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javaoperatorsdk..", "io.micrometer..", "info.picocli.."));
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(USAGE, ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(USAGE));
  }

  @Test
  void packagesHaveAnOrder() {
    holds(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    holds(slices().matching(ROOT + ".workspace.(*)..").should().beFreeOfCycles());
  }

  @Test
  void thePlanIsPure() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(
                ROOT + ".workspace.observed..",
                ROOT + ".workspace.desired..",
                ROOT + ".workspace.snapshots..",
                ROOT + ".workspace.power..",
                ROOT + ".workspace.metering..",
                ROOT + ".workspace.phase..",
                ROOT + ".workspace.storage..",
                ROOT + ".workspace.lifecycle..")
            .and()
            .doNotHaveSimpleName("Executor")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.javaoperatorsdk.."));
  }

  @Test
  void onlyCommandsTalkToTheProcess() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(DEMO)
            .and(notWiring())
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "exit", int.class));
  }

  @Test
  void theTimeComesFromAClockThatIsHandedIn() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(DEMO)
            .and(notWiring())
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
    holds(noClasses().should().dependOnClassesThat().areAssignableTo(Date.class));
  }

  private static DescribedPredicate<JavaClass> notWiring() {
    return DescribedPredicate.describe(
        "are not Main or a command",
        c ->
            !(c.getPackageName().equals(ROOT)
                && (c.getName().contains("Main") || c.getName().contains("Command"))));
  }

  @Test
  void namesSayWhatAThingIs() {
    holds(
        noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Abstract[A-Z].*)")
            .orShould()
            .resideInAnyPackage(
                "..util..", "..utils..", "..helper..", "..manager..", "..common.."));
  }

  @Test
  void reconcilersAreFinalAndNamedSo() {
    holds(
        classes()
            .that()
            .implement("io.javaoperatorsdk.operator.api.reconciler.Reconciler")
            .should()
            .haveSimpleNameEndingWith("Reconciler")
            .andShould()
            .haveModifier(JavaModifier.FINAL));
  }
}
