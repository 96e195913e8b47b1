import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

/** What JAXB does with a schema set on its Unmarshaller: each line names schemas, a tab, and the file to be read by them. */
public class Strict {
  public static void main(String[] arguments) throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    Map<String, Schema> compiled = new HashMap<>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      String[] job = line.split("\t");
      Schema schema = compiled.get(job[0]);
      if (schema == null) {
        schema = factory.newSchema(
            Arrays.stream(job[0].split(" ")).map(File::new).map(StreamSource::new).toArray(Source[]::new));
        compiled.put(job[0], schema);
      }
      String said = "ok";
      try {
        schema.newValidator().validate(new StreamSource(new File(job[1])));
      } catch (org.xml.sax.SAXException wrong) {
        said = wrong.getMessage().replace('\n', ' ');
      }
      System.out.println("said " + said);
    }
  }
}
