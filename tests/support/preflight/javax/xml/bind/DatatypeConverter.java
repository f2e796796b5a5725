package javax.xml.bind;

import java.util.Calendar;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

/**
 * The two methods of JAXB that PDFBox 2 calls, to read dates of XMP. Java 11 and later bring no JAXB, and Debian's
 * libpdfbox2-java does not ask for it; all judging stays PDFBox's own.
 */
public final class DatatypeConverter {
  private DatatypeConverter() {}

  public static int parseInt(String text) {
    return Integer.parseInt(text);
  }

  /** Reads an `xsd:dateTime`, by Java's own reader of XML's dates. @throws IllegalArgumentException for what is none, as JAXB does */
  public static Calendar parseDateTime(String text) {
    try {
      return DatatypeFactory.newInstance().newXMLGregorianCalendar(text).toGregorianCalendar();
    } catch (DatatypeConfigurationException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
