package dev.warren.management.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.engine.exchange.Binding;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/// The name of a binding among those of the same source and destination: its key, encoded, and a
/// sum of its arguments. `~` stands for neither. Clients give it back as it is.
public final class PropertiesKey {

    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";

    private PropertiesKey() {}

    public static String of(Binding binding) {
        String key = encoded(binding.key().array());
        if (binding.arguments().isEmpty()) {
            return key.isEmpty() ? "~" : key;
        }
        CRC32 sum = new CRC32();
        sum.update(FieldsView.of(binding.arguments()).toString().getBytes(UTF_8));
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
        return key + "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encoded(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            if (UNRESERVED.indexOf((char) (b & 0xff)) >= 0) {
                text.append((char) b);
            } else {
                text.append('%').append("%02X".formatted(b & 0xff));
            }
        }
        return text.toString();
    }
}
