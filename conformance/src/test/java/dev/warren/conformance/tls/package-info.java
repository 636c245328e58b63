/// What protects connections and says who is there: TLS with and without client certificates,
/// `EXTERNAL`, the PROXY protocol, and certificates that change. Each chapter makes its own
/// authority and certificates, valid for two days. Warren only: a RabbitMQ to compare with would
/// need the same files.
@org.jspecify.annotations.NullMarked
package dev.warren.conformance.tls;
