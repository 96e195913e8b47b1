import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.ws.security.WSConstants;
import org.apache.ws.security.WSSConfig;
import org.apache.ws.security.WSSecurityEngine;
import org.apache.ws.security.WSSecurityEngineResult;
import org.apache.ws.security.components.crypto.Merlin;

/** MESSAGE SIGNER-PEM WARM-UP: says `ready`, then answers each line of milliseconds with CPU microseconds of one message. */
final class Wss4jBench {
  private static final int BATCH = 20;
  private final byte[] message;
  private final Merlin crypto = new Merlin();
  private final WSSecurityEngine engine = new WSSecurityEngine();
  private final DocumentBuilder builder;

  private Wss4jBench(byte[] message, String signer) throws Exception {
    this.message = message;
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    builder = factory.newDocumentBuilder();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = new FileInputStream(signer)) {
      store.setCertificateEntry("signer", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    crypto.setKeyStore(store);
    WSSConfig config = WSSConfig.getNewInstance();
    config.setTimeStampTTL(3600);
    engine.setWssConfig(config);
  }

  private void verify() throws Exception {
    List<WSSecurityEngineResult> results =
        engine.processSecurityHeader(builder.parse(new ByteArrayInputStream(message)), null, null, crypto);
    for (WSSecurityEngineResult result : results) {
      if (!Integer.valueOf(WSConstants.SIGN).equals(result.get(WSSecurityEngineResult.TAG_ACTION))) continue;
      if (((List<?>) result.get(WSSecurityEngineResult.TAG_DATA_REF_URIS)).size() == 2) return;
    }
    throw new IllegalStateException("the message was not verified");
  }

  private double measure(OperatingSystemMXBean system, long milliseconds) throws Exception {
    long start = system.getProcessCpuTime();
    long end = System.nanoTime() + milliseconds * 1_000_000;
    long count = 0;
    do {
      for (int i = 0; i < BATCH; i++) verify();
      count += BATCH;
    } while (System.nanoTime() < end);
    return (system.getProcessCpuTime() - start) / 1e3 / count;
  }

  public static void main(String[] args) throws Exception {
    WSSConfig.init();
    Wss4jBench bench = new Wss4jBench(Files.readAllBytes(Path.of(args[0])), args[1]);
    for (int left = Integer.parseInt(args[2]); left > 0; left--) bench.verify();
    System.out.println("ready");
    OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      System.out.println(bench.measure(system, Long.parseLong(line)));
    }
  }
}
