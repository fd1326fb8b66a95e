//! `bindery mock`: the documented samples over HTTP, until Ctrl-C.

use std::io;

use bindery_mock::{Exchange, Mock};
use bindery_registry::PROVIDERS;

use crate::format;
use crate::output::{self, Failure};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Each provider has a base URL below which its operations are served, such as http://127.0.0.1:4010/sakari.
The name of a case selects that sample as the response: http://127.0.0.1:4010/sakari.403.

Example, with SAKARI_TOKEN set to any value:
  bindery get sakari any-id --base-url http://127.0.0.1:4010/sakari.403")]
pub(crate) struct Arguments {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 4010)]
    port: u16,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    output::block_on(async {
        let port = arguments.port;
        let mock = Mock::start(PROVIDERS, port, log).await.map_err(|e| {
            let advice = "Name another port with --port N; --port 0 takes a free one.";
            let problem = match e.kind() {
                io::ErrorKind::AddrInUse => format!("port {port} is in use"),
                _ => format!("cannot listen on port {port}: {e}"),
            };
            Failure::usage(problem).advice(advice)
        })?;
        output::print(&welcome(&mock))?;
        tokio::signal::ctrl_c()
            .await
            .map_err(|e| Failure::usage(format!("cannot wait for Ctrl-C: {e}")))?;
        mock.stop().await;
        Ok(())
    })
}

fn welcome(mock: &Mock) -> String {
    let mut rows = Vec::new();
    for (operation, cases) in bindery_mock::operations(PROVIDERS) {
        rows.push(vec![
            format!("  {operation}"),
            match cases.is_empty() {
                true => String::new(),
                false => format!("cases: {}", cases.join(", ")),
            },
        ]);
    }
    format!(
        "Serving the documented samples. Press Ctrl-C to stop.\n\n{}\n\n\
         Base URL of a provider:  {}   (of one of its cases: {})\n\
         Credentials are required; any value is accepted.",
        format::columns(&rows),
        mock.base_url("PROVIDER"),
        mock.base_url("PROVIDER.CASE"),
    )
}

/// Logs an exchange, without query and headers: they hold credentials.
fn log(exchange: &Exchange<'_>) {
    let (status, method) = (exchange.status.as_u16(), &exchange.request.method);
    let path = exchange.request.uri.path();
    // The rest says what is served, which was printed at the start.
    let problem = exchange.problem.and_then(|problem| problem.split(';').next());
    let problem = problem.map(|problem| format!("  {problem}")).unwrap_or_default();
    output::complain(&format!("{status} {method} {path}{problem}"));
}
