import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** Makes a JKS store of keys that keytool knows nothing of: STORE PASSWORD, then for each entry ALIAS KEY CERTIFICATE. */
public final class StoreKeys {
  /** A key that Java keeps without understanding it: to a store it is bytes of PKCS#8. */
  private record OpaqueKey(byte[] privateKeyInfo) implements PrivateKey {
    @Override
    public String getAlgorithm() {
      return "opaque";
    }

    @Override
    public String getFormat() {
      return "PKCS#8";
    }

    @Override
    public byte[] getEncoded() {
      return privateKeyInfo.clone();
    }
  }

  public static void main(String[] arguments) throws Exception {
    char[] password = arguments[1].toCharArray();
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, password);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (int at = 2; at < arguments.length; at += 3) {
      PrivateKey key = new OpaqueKey(Files.readAllBytes(Path.of(arguments[at + 1])));
      Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(Files.readAllBytes(Path.of(arguments[at + 2]))));
      store.setKeyEntry(arguments[at], key, password, new Certificate[] {certificate});
    }
    try (OutputStream file = Files.newOutputStream(Path.of(arguments[0]))) {
      store.store(file, password);
    }
  }
}
