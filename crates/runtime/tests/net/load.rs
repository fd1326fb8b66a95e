//! Many calls at a time against a server that fails one in ten of them in every way there is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;

use crate::api::Oauth;
use crate::faults::{ROWS, Row, stage, words};
use crate::server::{Server, json, ok};

const CALLS: usize = 10_000;
const AT_A_TIME: usize = 256;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_is_accounted_for() {
    // Those in which the server is asked, and has its say for itself.
    let faults: Vec<&Row> =
        ROWS.iter().filter(|row| row.requests.0 > 0 && row.token.is_none()).collect();
    // What each comes to after three attempts, and after one: three attempts may meet three faults.
    let once = faults.iter().map(async |row| {
        let (server, builder) = stage(**row).await;
        let end = words(&builder.attempts(1).build().unwrap().get_account("7").await);
        server.stop().await;
        end
    });
    let mut known: BTreeSet<String> = join_all(once).await.into_iter().collect();
    known.extend(faults.iter().map(|row| row.comes_to.0.to_owned()));
    let (asked, tokens) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let answers: Vec<_> = faults.iter().map(|row| (row.answer)(0)).collect();
    let server = Server::start(move |seen| {
        if seen.path() == "/oauth2/token" {
            let number = tokens.fetch_add(1, Ordering::SeqCst);
            return json(200, &format!(r#"{{"access_token":"token-{number}"}}"#));
        }
        let number = asked.fetch_add(1, Ordering::SeqCst);
        if number % 10 == 0 { answers[number / 10 % answers.len()].clone() } else { ok() }
    })
    .await;
    let client = Oauth::builder()
        .client_credentials("made-up-id", "made-up-secret")
        .base_url(&server.url)
        .attempt_timeout(Duration::from_secs(2))
        .timeout(Duration::from_secs(20))
        .body_limit(65_536)
        .build()
        .unwrap();

    let begun = Arc::new(AtomicUsize::new(0));
    let workers: Vec<_> = (0..AT_A_TIME)
        .map(|_| {
            let (client, begun) = (client.clone(), begun.clone());
            tokio::spawn(async move {
                let mut ends: BTreeMap<String, usize> = BTreeMap::new();
                let mut attempts = 0;
                while begun.fetch_add(1, Ordering::SeqCst) < CALLS {
                    let result = client.get_account("7").await;
                    *ends.entry(words(&result)).or_default() += 1;
                    attempts += result
                        .as_ref()
                        .map_or_else(|error| error.attempts(), |account| account.attempts());
                }
                (ends, attempts as usize)
            })
        })
        .collect();
    let mut ends: BTreeMap<String, usize> = BTreeMap::new();
    let mut attempts = 0;
    for worker in workers {
        let (some, more) = worker.await.unwrap();
        attempts += more;
        for (end, count) in some {
            *ends.entry(end).or_default() += count;
        }
    }

    assert_eq!(ends.values().sum::<usize>(), CALLS, "{ends:#?}");
    let strange: Vec<_> = ends.keys().filter(|end| !known.contains(*end)).collect();
    assert!(strange.is_empty(), "{strange:?} of {ends:#?}");
    assert!(ends["ok"] > CALLS * 9 / 10, "{ends:#?}");
    // Every kind of end that the rows have.
    println!("{ends:#?}");
    assert!(ends.len() > 10, "{ends:#?}");
    let seen = server.seen().iter().filter(|seen| seen.path() == "/v1/accounts/7").count();
    assert_eq!(seen, attempts, "{ends:#?}");

    drop(client);
    let gone = async {
        while server.open() > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let gone = tokio::time::timeout(Duration::from_secs(5), gone).await;
    assert!(gone.is_ok(), "{} connections left", server.open());
    server.stop().await;
    let metrics = tokio::runtime::Handle::current().metrics();
    for _ in 0..500 {
        if metrics.num_alive_tasks() > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
    assert_eq!(metrics.num_alive_tasks(), 0);
}
