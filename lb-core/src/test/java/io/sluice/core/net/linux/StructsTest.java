package io.sluice.core.net.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the sizes and offsets that a C compiler gives for 64 bit Linux. */
class StructsTest {
  @Test
  void messageHeaderIsTheKernels() {
    assertThat(Structs.MMSGHDR_BYTES).isEqualTo(64);
    assertThat(Structs.MSG_NAME).isEqualTo(0);
    assertThat(Structs.MSG_NAMELEN).isEqualTo(8);
    assertThat(Structs.MSG_IOV).isEqualTo(16);
    assertThat(Structs.MSG_IOVLEN).isEqualTo(24);
    assertThat(Structs.MSG_CONTROL).isEqualTo(32);
    assertThat(Structs.MSG_CONTROLLEN).isEqualTo(40);
    assertThat(Structs.MSG_FLAGS).isEqualTo(48);
    assertThat(Structs.MSG_LEN).isEqualTo(56);
  }

  @Test
  void vectorIsTheKernels() {
    assertThat(Structs.IOVEC_BYTES).isEqualTo(16);
    assertThat(Structs.IOV_LEN).isEqualTo(8);
  }

  @Test
  void controlMessageIsTheKernels() {
    assertThat(Structs.CMSGHDR_BYTES).isEqualTo(16);
    assertThat(Structs.CMSG_LEVEL).isEqualTo(8);
    assertThat(Structs.CMSG_TYPE).isEqualTo(12);
    assertThat(Structs.controlSpace(2)).as("CMSG_SPACE(2)").isEqualTo(24);
    assertThat(Structs.controlSpace(4)).as("CMSG_SPACE(4)").isEqualTo(24);
    assertThat(Structs.controlSpace(20)).as("CMSG_SPACE(20)").isEqualTo(40);
  }

  @Test
  void addressesAreTheKernels() {
    assertThat(Structs.SOCKADDR_IN_BYTES).isEqualTo(16);
    assertThat(Structs.SIN_PORT).isEqualTo(2);
    assertThat(Structs.SIN_ADDR).isEqualTo(4);
    assertThat(Structs.SOCKADDR_IN6_BYTES).isEqualTo(28);
    assertThat(Structs.SIN6_FLOWINFO).isEqualTo(4);
    assertThat(Structs.SIN6_ADDR).isEqualTo(8);
    assertThat(Structs.SIN6_SCOPE_ID).isEqualTo(24);
    assertThat(Structs.IN_PKTINFO.byteSize()).isEqualTo(12);
    assertThat(Structs.IPI_SPEC_DST).isEqualTo(4);
    assertThat(Structs.IN6_PKTINFO.byteSize()).isEqualTo(20);
    assertThat(Structs.IPI6_IFINDEX).isEqualTo(16);
  }
}
