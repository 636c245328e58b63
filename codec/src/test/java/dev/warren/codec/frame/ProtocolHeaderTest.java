package dev.warren.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolHeaderTest {

    @ParameterizedTest
    @CsvSource({
        "414d515000000901, AMQP_0_9_1, true",
        "414d515001010009, AMQP_0_9, true",
        "414d515003010000, OTHER, false",
        "414d515000010000, OTHER, false",
        "414d515001010800, OTHER, false",
        "474554202f204854, HTTP, false",
        "484541442f204854, HTTP, false",
        "16030100f8010000, TLS, false",
        "414d5150000009, INCOMPLETE, false",
        "'', INCOMPLETE, false"
    })
    void firstEightBytesTellTheProtocol(String hex, ProtocolHeader expected, boolean spoken) {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));

        ProtocolHeader header = ProtocolHeader.recognise(in);

        assertThat(header).isEqualTo(expected);
        assertThat(header.isSpoken()).isEqualTo(spoken);
        assertThat(in.readerIndex()).isZero();
    }

    @Test
    void foreignersAreToldWhatWeSpeak() {
        ByteBuf out = Unpooled.buffer();

        ProtocolHeader.write(out);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("414d515000000901");
    }
}
