package dev.warren.server.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The blocks of a file in PEM (RFC 7468), in their order. What stands between them is read over.
record PemFile(List<Block> blocks) {

    /// The largest file that is read. All authorities of the world take a quarter of that.
    static final int BYTES_MAX = 1 << 20;

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /// What stands before the data of a key that is encrypted in the old way.
    private static final String OLD_ENCRYPTION = "Proc-Type: 4,ENCRYPTED";

    PemFile {
        blocks = List.copyOf(blocks);
    }

    /// What a block is, `CERTIFICATE`, and its text.
    record Block(String label, String text) {

        boolean isEncryptedInTheOldWay() {
            return text.contains(OLD_ENCRYPTION);
        }

        /// Throws [IllegalArgumentException] when it is not in base 64.
        byte[] bytes() {
            return Base64.getMimeDecoder().decode(text);
        }

        /// Keeps a key out of logs.
        @Override
        public String toString() {
            return label;
        }
    }

    /// @param key of the configuration that names the file
    static PemFile read(String key, Path file) throws TlsException {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new TlsException(key, file, "it is larger than " + BYTES_MAX + " bytes");
            }
            return of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException ignoredTheFileIsInTheText) {
            throw new TlsException(key, file, "there is no such file");
        } catch (IOException e) {
            throw new TlsException(key, file, e.toString());
        }
    }

    static PemFile of(String text) {
        var blocks = new ArrayList<Block>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return new PemFile(blocks);
    }
}
