import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.ws.security.WSConstants;
import org.apache.ws.security.WSEncryptionPart;
import org.apache.ws.security.WSSConfig;
import org.apache.ws.security.WSSecurityEngine;
import org.apache.ws.security.WSSecurityEngineResult;
import org.apache.ws.security.components.crypto.Merlin;
import org.apache.ws.security.message.WSSecHeader;
import org.apache.ws.security.message.WSSecSignature;
import org.apache.ws.security.message.WSSecTimestamp;
import org.w3c.dom.Document;

/**
 * Does a list of jobs, one per line, fields separated by tabs; answers each with a line, `ok` or what went wrong:
 *
 * <pre>
 * sign    P12  ALIAS  PASSWORD  IN  OUT  SIGNATURE-URI  DIGEST-URI  PARTS
 * verify  CA-PEM  FILE
 * </pre>
 *
 * PARTS is `body`, `body+timestamp` or `timestamp-unsigned`.
 */
public final class Wss4j {
  private static final DocumentBuilderFactory FACTORY = DocumentBuilderFactory.newInstance();

  public static void main(String[] args) throws Exception {
    FACTORY.setNamespaceAware(true);
    WSSConfig.init();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] job = line.split("\t", -1);
      String answer;
      try {
        if (job[0].equals("sign")) sign(job);
        else verify(job);
        answer = "ok";
      } catch (Exception e) {
        answer = e + (e.getCause() == null ? "" : " <- " + e.getCause());
      }
      System.out.println("answer " + answer.replaceAll("\\s+", " "));
    }
  }

  private static void sign(String[] job) throws Exception {
    Document doc = FACTORY.newDocumentBuilder().parse(new File(job[4]));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(job[1])) {
      store.load(in, job[3].toCharArray());
    }
    Merlin crypto = new Merlin();
    crypto.setKeyStore(store);
    WSSecHeader header = new WSSecHeader();
    header.insertSecurityHeader(doc);
    if (!job[8].equals("body")) {
      WSSecTimestamp timestamp = new WSSecTimestamp();
      timestamp.setTimeToLive(300);
      timestamp.build(doc, header);
    }
    WSSecSignature signature = new WSSecSignature();
    String alias = job[2].isEmpty() ? store.aliases().nextElement() : job[2];
    signature.setUserInfo(alias, job[3]);
    signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
    signature.setSignatureAlgorithm(job[6]);
    signature.setDigestAlgo(job[7]);
    WSEncryptionPart body = new WSEncryptionPart("Body", WSConstants.URI_SOAP11_ENV, "");
    WSEncryptionPart stamp = new WSEncryptionPart("Timestamp", WSConstants.WSU_NS, "");
    signature.setParts(job[8].equals("body+timestamp") ? List.of(stamp, body) : List.of(body));
    signature.build(doc, crypto, header);
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new DOMSource(doc), new StreamResult(new File(job[5])));
  }

  /** The authority is the only thing in the keystore: WSS4J builds the path to it. */
  private static void verify(String[] job) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = new FileInputStream(job[1])) {
      store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    Merlin crypto = new Merlin();
    crypto.setKeyStore(store);
    Document doc = FACTORY.newDocumentBuilder().parse(new File(job[2]));
    List<WSSecurityEngineResult> results =
        new WSSecurityEngine().processSecurityHeader(doc, null, null, crypto);
    boolean signed =
        results != null
            && results.stream()
                .anyMatch(r -> Integer.valueOf(WSConstants.SIGN).equals(r.get(WSSecurityEngineResult.TAG_ACTION)));
    if (!signed) throw new IllegalStateException("nothing was signed");
  }
}
