//! A server on loopback that a test controls down to the bytes.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A step of a response.
#[derive(Clone)]
pub enum Act {
    /// Sends; `{port}` in it stands for the server's own.
    Send(Vec<u8>),
    /// Does nothing for so many milliseconds.
    Wait(u64),
    /// Sends repeatedly, at this interval in milliseconds.
    Forever(Vec<u8>, u64),
    /// Does nothing until the client goes away.
    Hang,
    /// Ends the connection as a crash does.
    Reset,
    /// Ends the connection in order.
    Close,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Seen {
    pub head: String,
    pub body: String,
}

impl Seen {
    pub fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    /// A header's value, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let line = self
            .head
            .lines()
            .find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
        Some(line.split_once(':')?.1.trim())
    }
}

/// The reaction to a request.
pub type Script = dyn Fn(&Seen) -> Vec<Act> + Send + Sync;

pub struct Server {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    open: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Server {
    pub async fn start(script: impl Fn(&Seen) -> Vec<Act> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let open = Arc::new(AtomicUsize::new(0));
        let script: Arc<Script> = Arc::new(script);
        let (log, count) = (seen.clone(), open.clone());
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (log, count, script) = (log.clone(), count.clone(), script.clone());
                count.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    connection(stream, port, &log, &*script).await;
                    count.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { url: format!("http://127.0.0.1:{port}"), seen, open, task }
    }

    /// The requests that came, in their order.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The number of requests whose path starts with this.
    pub fn count(&self, path: &str) -> usize {
        self.seen.lock().unwrap().iter().filter(|seen| seen.path().starts_with(path)).count()
    }

    /// The number of open connections.
    pub fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// Accepts nothing more.
    pub async fn stop(self) {
        self.task.abort();
        let _ = self.task.await;
    }
}

async fn connection(mut stream: TcpStream, port: u16, log: &Mutex<Vec<Seen>>, script: &Script) {
    let mut buffer = Vec::new();
    while let Some(seen) = request(&mut stream, &mut buffer).await {
        log.lock().unwrap().push(seen.clone());
        for act in script(&seen) {
            if !perform(act, &mut stream, port).await {
                return;
            }
        }
    }
}

/// Whether the connection continues.
async fn perform(act: Act, stream: &mut TcpStream, port: u16) -> bool {
    match act {
        Act::Send(bytes) => {
            let bytes = match String::from_utf8(bytes) {
                Ok(text) => text.replace("{port}", &port.to_string()).into_bytes(),
                Err(error) => error.into_bytes(),
            };
            stream.write_all(&bytes).await.is_ok()
        }
        Act::Wait(millis) => {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            true
        }
        Act::Forever(bytes, pause) => {
            while stream.write_all(&bytes).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
            false
        }
        Act::Hang => {
            while !matches!(stream.read(&mut [0; 1024]).await, Ok(0) | Err(_)) {}
            false
        }
        Act::Reset => {
            stream.set_zero_linger().unwrap();
            false
        }
        Act::Close => false,
    }
}

/// The next request, if there is one.
async fn request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Seen> {
    loop {
        if let Some(end) = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
            let mut seen = Seen { head, body: String::new() };
            let length: usize =
                seen.header("content-length").map_or(0, |length| length.parse().unwrap());
            let whole = end + 4 + length;
            if buffer.len() >= whole {
                seen.body = String::from_utf8_lossy(&buffer[end + 4..whole]).into_owned();
                buffer.drain(..whole);
                return Some(seen);
            }
        }
        if matches!(stream.read_buf(buffer).await, Ok(0) | Err(_)) {
            return None;
        }
    }
}

/// Sends text.
pub fn send(text: impl Into<String>) -> Vec<Act> {
    vec![Act::Send(text.into().into_bytes())]
}

/// A JSON response.
pub fn json(status: u16, body: &str) -> Vec<Act> {
    with(status, "content-type: application/json\r\n", body)
}

/// A response with these header lines.
pub fn with(status: u16, headers: &str, body: &str) -> Vec<Act> {
    send(format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len()))
}

/// An account.
pub fn ok() -> Vec<Act> {
    json(200, r#"{"id":"7"}"#)
}

/// The documented error body, with this status.
pub fn refuse(status: u16) -> Vec<Act> {
    json(status, r#"{"error":{"code":"C-1","message":"No."}}"#)
}

/// Starts a response and then does something else.
pub fn begin(head: &str, acts: &[Act]) -> Vec<Act> {
    let mut all = send(format!("HTTP/1.1 200 OK\r\n{head}\r\n"));
    all.extend_from_slice(acts);
    all
}
