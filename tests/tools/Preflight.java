import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Says whether a file is PDF/A-1b, and every fault if it is not. Run with PDFBox Preflight on the class path. */
public class Preflight {
    public static void main(String[] names) throws Exception {
        PreflightParser parser = new PreflightParser(new File(names[0]));
        parser.parse();
        try (PreflightDocument document = parser.getPreflightDocument()) {
            document.validate();
            ValidationResult result = document.getResult();
            System.out.println("valid=" + result.isValid());
            for (ValidationResult.ValidationError error : result.getErrorsList()) {
                System.out.println(error.getErrorCode() + " " + error.getDetails());
            }
        }
    }
}
