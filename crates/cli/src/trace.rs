//! `--verbose`: a line on standard error for each attempt.

use std::io;

use anstream::{AutoStream, ColorChoice};
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::debug_fn;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// Shows what the client reports about its calls. The runtime keeps credentials out of it.
pub(crate) fn start() {
    let fields = debug_fn(|writer, field, value| match field.name() {
        // What was called is in the method and the path.
        "otel.kind"
        | "bindery.provider"
        | "bindery.operation"
        | "http.request.method"
        | "server.address"
        | "server.port"
        | "url.template" => Ok(()),
        "otel.name" | "message" => write!(writer, "{value:?}"),
        name => {
            let name = name.rsplit('.').next().unwrap_or(name);
            write!(writer, " {name}={value:?}")
        }
    });
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(AutoStream::choice(&io::stderr()) != ColorChoice::Never)
        .with_target(false)
        .with_level(false)
        .with_timer(tracing_subscriber::fmt::time::uptime())
        .fmt_fields(fields);
    // Lines of the HTTP libraries below are left out: they may hold whatever is sent.
    let ours = Targets::new().with_target("bindery_runtime", Level::DEBUG);
    tracing_subscriber::registry().with(lines.with_filter(ours)).init();
}
