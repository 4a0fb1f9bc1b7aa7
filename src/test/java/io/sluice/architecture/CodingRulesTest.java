package io.sluice.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;

/** What no class of ours does, wherever it lives. */
@AnalyzeClasses(packages = "io.sluice", importOptions = DoNotIncludeTests.class)
final class CodingRulesTest {
  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.sluice..");

  @ArchTest
  static final ArchRule onlyCommandsWriteToTheStandardStreams =
      noClasses()
          .that(OURS)
          .and()
          .resideOutsideOfPackages("io.sluice.app.cli..", "io.sluice.app.demo..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("everything else answers with values or writes to the log");

  @ArchTest
  static final ArchRule publicClassesAreFinalOrSealed =
      classes()
          .that(OURS)
          .and()
          .arePublic()
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .orShould(BytecodeConditions.beSealed())
          .because("a class that others may extend is a promise");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .that(OURS)
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", Duration.class)
          .because("a wait has a condition, and the condition a timer");

  @ArchTest
  static final ArchRule logsGoThroughOneFacade =
      noClasses()
          .that(OURS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "java.util.logging..",
                  "io.netty.util.internal.logging..",
                  "org.apache.commons.."));

  @ArchTest
  static final ArchRule internalsOfOthersAreNotUsed =
      noClasses()
          .that(OURS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("sun..", "jdk.internal..", "io.netty.util.internal.."));
}
