import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Judges the files that are named, one line for each: `valid`, or what speaks against PDF/A-1b. */
public class Preflight {
  public static void main(String[] paths) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String path : paths) {
      out.println(judge(new File(path)));
    }
  }

  private static String judge(File file) throws Exception {
    PreflightParser parser = new PreflightParser(file);
    try {
      parser.parse();
      try (PreflightDocument document = parser.getPreflightDocument()) {
        document.validate();
        return words(document.getResult());
      }
    } catch (SyntaxValidationException refused) {
      return words(refused.getResult());
    }
  }

  private static String words(ValidationResult result) {
    if (result.isValid()) {
      return "valid";
    }
    StringBuilder all = new StringBuilder();
    for (ValidationResult.ValidationError error : result.getErrorsList()) {
      all.append(error.getErrorCode()).append(' ').append(error.getDetails().replaceAll("\\s+", " ")).append("; ");
    }
    return all.toString();
  }
}
