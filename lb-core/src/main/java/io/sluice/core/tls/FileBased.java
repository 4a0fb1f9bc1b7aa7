package io.sluice.core.tls;

import java.util.List;

/** What is made from certificate and key files, and is made anew when these change. */
interface FileBased {
  /** Every file that it is made from. */
  List<String> paths();

  /** Those of them that hold private keys. */
  List<String> keyPaths();

  /**
   * Makes it anew; new connections get it from then on. Control thread only.
   *
   * @throws TlsFileException when the files are no good; nothing has changed then
   */
  void load(PemFiles files) throws TlsFileException;
}
