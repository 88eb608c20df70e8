package dev.deskwright.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeTypesTest {

  @ParameterizedTest
  @CsvSource({
    "Value, 1, 2Gi,",
    "Standard, 2, 4Gi,",
    "Performance, 2, 8Gi,",
    "Power, 4, 16Gi,",
    "PowerPro, 8, 32Gi,",
    "GeneralPurpose4xlarge, 16, 64Gi,",
    "GeneralPurpose8xlarge, 32, 128Gi,",
    "GraphicsG4dn, 4, 16Gi, 1",
    "GraphicsProG4dn, 16, 64Gi, 1"
  })
  void theTypesOfAmazonWorkSpaces(String name, String cpu, String memory, Integer gpus) {
    var type = ComputeTypes.builtIn().find(name).orElseThrow();
    assertThat(type.cpu()).isEqualTo(cpu);
    assertThat(type.memory()).isEqualTo(memory);
    assertThat(type.gpu() == null ? null : type.gpu().count()).isEqualTo(gpus);
  }

  @Test
  void namesAreExact() {
    assertThat(ComputeTypes.builtIn().find("standard")).isEmpty();
    assertThat(ComputeTypes.builtIn().find("Huge")).isEmpty();
  }

  @Test
  void anEmptyMapAddsNothing() throws Exception {
    assertThat(ComputeTypes.builtIn().with("{}").all()).isEqualTo(ComputeTypes.builtIn().all());
    assertThat(ComputeTypes.builtIn().with("null").all()).isEqualTo(ComputeTypes.builtIn().all());
  }

  @Test
  void theNamesAreInOrder() {
    assertThat(ComputeTypes.builtIn().names().split(", ")).isSorted().hasSize(9);
  }
}
