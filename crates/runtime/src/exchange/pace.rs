//! A pace for requests: the least time from one to the next, whatever they are for.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::exchange::send::{Sender, Sent, after};

/// Sends each request at its turn: first attempts, retries, redirects and token requests alike.
pub(crate) struct Paced {
    sender: Arc<dyn Sender>,
    interval: Duration,
    /// The time of the next request.
    next: Mutex<Option<Instant>>,
}

impl Paced {
    pub(crate) fn new(sender: Arc<dyn Sender>, interval: Duration) -> Self {
        Self { sender, interval, next: Mutex::new(None) }
    }

    /// Takes the next turn. A request that is given up while it waits leaves its turn unused.
    fn turn(&self) -> Instant {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let turn = next.map_or(now, |next| next.max(now));
        *next = Some(after(turn, self.interval));
        turn
    }
}

impl Sender for Paced {
    fn send(&self, request: reqwest::Request) -> Sent {
        let turn = self.turn();
        let sender = self.sender.clone();
        Box::pin(async move {
            sleep_until(turn).await;
            sender.send(request).await
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::send::tests::{Fake, Reaction, answer};

    #[tokio::test(start_paused = true)]
    async fn requests_keep_their_distance() {
        let fake = Fake::new([Reaction::Respond(0, answer(200, &[], ""))]);
        let seen = fake.seen.clone();
        let paced = Paced::new(Arc::new(fake), Duration::from_millis(100));
        let request = || reqwest::Request::new(http::Method::GET, "http://h/".parse().unwrap());
        let start = Instant::now();
        let sent: Vec<_> = (0..3).map(|_| paced.send(request())).collect();
        for response in sent {
            assert!(response.await.is_ok());
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert!(paced.send(request()).await.is_ok());
        let times = seen.lock().unwrap();
        let times: Vec<_> = times.iter().map(|(.., at)| (*at - start).as_millis()).collect();
        assert_eq!(times, [0, 100, 200, 1200]);
    }
}
