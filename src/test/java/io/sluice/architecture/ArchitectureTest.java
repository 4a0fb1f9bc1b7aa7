package io.sluice.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Which module and package may know which. A package that a rule names and that does not exist yet
 * breaks nothing. The reasons are in docs/decisions/0001.
 */
@AnalyzeClasses(packages = "io.sluice", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String CONFIG = "io.sluice.config..";
  private static final String CORE = "io.sluice.core..";
  private static final String APP = "io.sluice.app..";
  private static final String BENCH = "io.sluice.app.bench..";
  private static final String NETTY = "io.netty..";
  private static final String JSPECIFY = "org.jspecify..";

  private static final String LISTENER = "io.sluice.core.listener..";
  private static final String TCP = "io.sluice.core.tcp..";
  private static final String UDP = "io.sluice.core.udp..";
  private static final String SERVICE = "io.sluice.core.service..";
  private static final String AFFINITY = "io.sluice.core.affinity..";
  private static final String BALANCE = "io.sluice.core.balance..";
  private static final String ENDPOINT = "io.sluice.core.endpoint..";
  private static final String NET = "io.sluice.core.net..";
  private static final String BOUNDS = "io.sluice.core.bounds..";
  private static final String ADMISSION = "io.sluice.core.admission..";
  private static final String PROXY_PROTOCOL = "io.sluice.core.proxyprotocol..";
  private static final String TLS = "io.sluice.core.tls..";
  private static final String CONTROL = "io.sluice.core.control..";
  private static final String HEALTH = "io.sluice.core.health..";

  /** Runs on event loops. */
  private static final String[] DATA = {
    LISTENER,
    TCP,
    UDP,
    SERVICE,
    AFFINITY,
    ADMISSION,
    BOUNDS,
    PROXY_PROTOCOL,
    TLS,
    BALANCE,
    ENDPOINT,
    NET
  };

  // Modules.

  @ArchTest
  static final ArchRule configurationKnowsOnlyTheJdkAndTheYamlParser =
      onlyKnows(CONFIG, "java..", JSPECIFY, "org.snakeyaml.engine..");

  @ArchTest
  static final ArchRule configurationModelKnowsOnlyTheJdk =
      onlyKnows("io.sluice.config.model..", "java..", JSPECIFY);

  @ArchTest
  static final ArchRule yamlParserIsKnownToOnePackageOfTheConfiguration =
      classes()
          .that(resideInAPackage(CONFIG))
          .and()
          .resideOutsideOfPackage("io.sluice.config.yaml..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.snakeyaml..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule manifestsAreReadWithoutInputAndOutput =
      noClasses()
          .that(resideInAnyPackage("io.sluice.config.kubernetes..", "io.sluice.config.validate.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
          .allowEmptyShould(true);

  @ArchTest static final ArchRule dataPlaneDoesNotKnowTheApplication = neverKnows(CORE, APP);

  @ArchTest
  static final ArchRule jacksonStaysInTheApplication =
      onlyKnownTo(APP, "com.fasterxml.jackson..", "tools.jackson..");

  @ArchTest
  static final ArchRule logbackStaysInTheApplication = onlyKnownTo(APP, "ch.qos.logback..");

  @ArchTest
  static final ArchRule meterRegistryStaysInTheApplication =
      onlyKnownTo(APP, "io.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule picocliStaysInTheCommandLine =
      onlyKnownTo("io.sluice.app.cli..", "picocli..");

  @ArchTest
  static final ArchRule loadGeneratorKnowsOnlyTheNetworkOfTheDataPlane =
      classes()
          .that(resideInAPackage(BENCH))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(BENCH, NET, CONFIG, NETTY, "java..", "com.sun.management..")
                  .or(resideInAnyPackage("org.HdrHistogram..", JSPECIFY)))
          .allowEmptyShould(true);

  // The planes.

  @ArchTest
  static final ArchRule dataPackagesNeverKnowTheControlPackages =
      noClasses()
          .that(resideInAnyPackage(DATA))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CONTROL, HEALTH)
          .allowEmptyShould(true);

  @ArchTest static final ArchRule tcpDoesNotKnowUdp = neverKnows(TCP, UDP);

  @ArchTest static final ArchRule udpDoesNotKnowTcp = neverKnows(UDP, TCP);

  @ArchTest
  static final ArchRule choosingAnEndpointKnowsNoNetty =
      noClasses()
          .that(resideInAnyPackage(BALANCE, ENDPOINT, AFFINITY, ADMISSION, BOUNDS))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(NETTY)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule endpointKnowsNothingThatChoosesIt =
      neverKnows(ENDPOINT, BALANCE, AFFINITY, SERVICE, LISTENER, TCP, UDP);

  @ArchTest
  static final ArchRule balanceKnowsOnlyEndpoints =
      neverKnows(BALANCE, AFFINITY, SERVICE, LISTENER, TCP, UDP);

  @ArchTest
  static final ArchRule affinityDoesNotKnowWhoAsks =
      neverKnows(AFFINITY, SERVICE, LISTENER, TCP, UDP);

  @ArchTest
  static final ArchRule serviceDoesNotKnowTransports = neverKnows(SERVICE, LISTENER, TCP, UDP);

  @ArchTest
  static final ArchRule netKnowsNoServices =
      neverKnows(NET, SERVICE, AFFINITY, BALANCE, ENDPOINT, LISTENER, TCP, UDP);

  @ArchTest
  static final ArchRule admissionDoesNotKnowWhoAsks =
      neverKnows(ADMISSION, SERVICE, AFFINITY, BALANCE, LISTENER, TCP, UDP);

  @ArchTest
  static final ArchRule boundsKnowNobody =
      neverKnows(BOUNDS, SERVICE, AFFINITY, ADMISSION, BALANCE, ENDPOINT, LISTENER, TCP, UDP);

  @ArchTest
  static final ArchRule headersKnowNoServices =
      neverKnows(PROXY_PROTOCOL, SERVICE, AFFINITY, BALANCE, ENDPOINT, LISTENER, TCP, UDP);

  @ArchTest
  static final ArchRule tlsKnowsNoServices =
      neverKnows(TLS, SERVICE, AFFINITY, BALANCE, ENDPOINT, LISTENER, TCP, UDP);

  @ArchTest
  static final ArchRule nativeCallsLiveInOnePackage =
      noClasses()
          .that(resideInAPackage("io.sluice.."))
          .and()
          .resideOutsideOfPackage("io.sluice.core.net.linux..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.foreign..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule dataPackagesNeverWaitForALock =
      noClasses()
          .that(resideInAnyPackage(DATA))
          .should(BytecodeConditions.lock())
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent.locks..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.concurrent\\.(ConcurrentHashMap|\\w*Blocking\\w+)")
          .allowEmptyShould(true);

  // No cycles between the packages of a module.

  @ArchTest static final ArchRule configurationHasNoCycles = hasNoCycles("io.sluice.config.(*)..");

  @ArchTest static final ArchRule coreHasNoCycles = hasNoCycles("io.sluice.core.(*)..");

  @ArchTest static final ArchRule applicationHasNoCycles = hasNoCycles("io.sluice.app.(*)..");

  private static ArchRule onlyKnows(String room, String... allowed) {
    return classes()
        .that(resideInAPackage(room))
        .should()
        .onlyDependOnClassesThat(resideInAPackage(room).or(resideInAnyPackage(allowed)))
        .allowEmptyShould(true);
  }

  private static ArchRule neverKnows(String room, String... others) {
    return noClasses()
        .that(resideInAPackage(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true);
  }

  private static ArchRule onlyKnownTo(String room, String... libraries) {
    return noClasses()
        .that(resideInAPackage("io.sluice.."))
        .and()
        .resideOutsideOfPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .allowEmptyShould(true);
  }

  private static ArchRule hasNoCycles(String packages) {
    return slices().matching(packages).should().beFreeOfCycles().allowEmptyShould(true);
  }
}
