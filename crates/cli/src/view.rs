//! How `decode`, `get` and `call` print a body and the response around it.

use std::io::{self, IsTerminal as _};

use bindery_runtime::erased::{CallError, Content, Decoded};
use bindery_runtime::header::{self, HeaderMap};
use bindery_runtime::{ByteStream, Inspection, ResponseValue, reqwest};
use reqwest::StatusCode;

use crate::connection;
use crate::format::{self, Format};
use crate::output::{self, Failure, Reader};

/// The output format of a body.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct View {
    /// Format of the output
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub(crate) format: Format,
    /// Print secrets instead of `[redacted]`
    #[arg(long)]
    pub(crate) show_secrets: bool,
}

/// Additional output of a response.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Whole {
    /// Print the status and the headers of the response first
    #[arg(short, long)]
    include: bool,
    /// Print the body as it came, byte for byte, with its secrets
    #[arg(long, conflicts_with_all = ["format", "show_secrets"])]
    raw: bool,
}

impl View {
    /// The value as it may be shown, and what in it the spec does not describe.
    pub(crate) fn inspect(&self, decoded: &dyn Decoded) -> Inspection {
        let mut inspection = decoded.inspect();
        if self.show_secrets {
            inspection.json = decoded.reveal();
        }
        inspection
    }

    /// Prints a decoded body, and notes on standard error about what the spec does not describe. Gives their number.
    pub(crate) fn body(&self, decoded: &dyn Decoded) -> Result<usize, Failure> {
        let inspection = self.inspect(decoded);
        format::print(&inspection.json, self.format)?;
        let mut notes = Notes::default();
        notes.add(&inspection);
        Ok(notes.end())
    }
}

/// Notes on standard error about what a spec does not describe, up to a limit.
#[derive(Default)]
pub(crate) struct Notes {
    count: usize,
}

impl Notes {
    const LIMIT: usize = 20;

    pub(crate) fn add(&mut self, inspection: &Inspection) {
        let fields = inspection.unknown_fields.iter();
        let values = inspection.unknown_values.iter();
        let misfits = inspection.misfits.iter();
        let notes = fields
            .map(|path| format!("unknown field: {path}"))
            .chain(values.map(|(path, value)| format!("unknown value: {path} = {value:?}")))
            .chain(misfits.map(|path| format!("not of its documented type: {path}")));
        for note in notes {
            self.count += 1;
            if self.count <= Self::LIMIT {
                output::complain(&note);
            }
        }
    }

    /// Prints how many notes there are beyond the limit. Gives the number of all.
    pub(crate) fn end(self) -> usize {
        if self.count > Self::LIMIT {
            output::complain(&format!("and {} more", self.count - Self::LIMIT));
        }
        self.count
    }
}

impl Whole {
    /// Prints a response. One that is a file is printed as it comes.
    pub(crate) async fn response(
        &self,
        response: ResponseValue<Content>,
        view: &View,
    ) -> Result<(), Failure> {
        self.head(response.status(), response.headers())?;
        let body = response.body().clone();
        // A text is printed as it is, and nothing for a response without a body.
        let plain = self.raw || body.is_empty() || is_text(response.headers());
        match response.into_inner() {
            Content::Bytes(file) => stream(file).await,
            Content::Decoded(_) if plain => raw(&body),
            Content::Decoded(decoded) => view.body(decoded.as_ref()).map(drop),
        }
    }

    /// Prints what was asked for of an error response.
    pub(crate) fn error(&self, error: CallError) -> Failure {
        let printed = match &error {
            CallError::Call(error) => match (error.status(), error.headers()) {
                (Some(status), Some(headers)) => self
                    .head(status, headers)
                    .and_then(|()| if self.raw { raw(error.body()) } else { Ok(()) }),
                _ => Ok(()),
            },
            CallError::Argument { .. } => Ok(()),
        };
        printed.err().unwrap_or_else(|| connection::failure(&error))
    }

    fn head(&self, status: StatusCode, headers: &HeaderMap) -> Result<(), Failure> {
        if !self.include {
            return Ok(());
        }
        let mut head = format!("HTTP {status}\n");
        for (name, value) in headers {
            // A cookie is a credential.
            let value = match name == header::SET_COOKIE {
                true => "[redacted]".into(),
                false => String::from_utf8_lossy(value.as_bytes()),
            };
            head += &format!("{name}: {}\n", output::visible(&value, &[]));
        }
        output::print(&head).map(drop)
    }
}

/// Prints a body as it came; on a terminal, only what it can show.
/// Whether the body is a text that is neither JSON nor XML.
fn is_text(headers: &HeaderMap) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok());
    let essence = media_type.and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| matches!(essence.trim(), "text/plain" | "text/csv"))
}

fn raw(body: &[u8]) -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        return output::write(body).map(drop);
    }
    match std::str::from_utf8(body) {
        Ok(text) => output::print(text).map(drop),
        Err(_) => Err(Failure::usage("the body is binary, which a terminal cannot show")
            .advice("Redirect the output to a file or a program.")),
    }
}

/// The largest file that a terminal is shown, in bytes.
const SHOWN: usize = 1 << 20;

/// Prints a file piece by piece.
async fn stream(mut file: ByteStream) -> Result<(), Failure> {
    let failure =
        |error: bindery_runtime::Failure| connection::failure(&CallError::Call(error.into()));
    if io::stdout().is_terminal() {
        return raw(&file.bytes(SHOWN).await.map_err(failure)?);
    }
    while let Some(piece) = file.chunk().await.map_err(failure)? {
        if output::write(&piece)? == Reader::Gone {
            break;
        }
    }
    Ok(())
}
