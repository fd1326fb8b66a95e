//! A local server that returns the 2sms sample for every GET and a token for every POST. It runs in its own process, so
//! that its work is not measured.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use bindery_bench::{sample, stay_on_one_core};

const TOKEN: &str = r#"{"access_token":"a-token","token_type":"bearer","expires_in":1000000}"#;

/// Prints the address, and serves until the process is killed.
pub fn serve() -> std::io::Result<()> {
    stay_on_one_core()?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        // A client that goes away is the end of its connection, and of nothing else.
        thread::spawn(move || drop(connection(&stream)));
    }
    Ok(())
}

fn connection(mut stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut requests = BufReader::new(stream);
    let answers = [answer(sample("twosms")), answer(TOKEN.as_bytes())];
    loop {
        let mut head = String::new();
        let mut length = 0;
        while requests.read_line(&mut head)? > 0 && !head.ends_with("\r\n\r\n") {}
        if head.is_empty() {
            return Ok(());
        }
        for line in head.lines() {
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        std::io::copy(&mut requests.by_ref().take(length), &mut std::io::sink())?;
        let [account, token] = &answers;
        let answer = if head.starts_with("POST") { token } else { account };
        stream.write_all(answer)?;
    }
}

fn answer(body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}
