use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use serde_json::json;

use super::*;
use crate::diagnostics::Levels;

fn server() -> (Server, Receiver<Outgoing>, Receiver<Event>) {
    let (out, sent) = channel();
    let (events, happened) = channel();
    let settings = Settings {
        root: None,
        icons: Vec::new(),
        levels: Levels::default(),
        reader: Arc::new(crate::icons::InProcess),
        painter: Arc::new(|_, _| panic!("the painter")),
    };
    let mut server = Server::new(settings, out, events);
    ask(&mut server, "initialize", json!({ "capabilities": {} }));
    let document =
        json!({ "uri": "file:///a.cert", "languageId": "certdot", "version": 1, "text": "a >> b" });
    let opened = Notification::new(
        to::DidOpenTextDocument::METHOD.to_owned(),
        json!({ "textDocument": document }),
    );
    server.take(Event::Message(opened.into()), &Queue::empty());
    sent.try_iter().count();
    (server, sent, happened)
}

fn ask(server: &mut Server, method: &str, params: Value) {
    let request = Request::new(1.into(), method.to_owned(), params);
    server.take(Event::Message(request.into()), &Queue::empty());
}

fn response(sent: &Receiver<Outgoing>) -> Result<Value, (i32, String)> {
    match sent.recv() {
        Ok(Outgoing::Message(Message::Response(response))) => {
            let result = response.response_result;
            result.map_err(|error| (error.code, error.message))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bug_in_one_request_is_its_answer_and_others_are_answered() {
    let (mut server, sent, happened) = server();
    let usual = server.answer;
    server.answer = |_, _| panic!("the answer");
    let hover = json!({ "textDocument": { "uri": "file:///a.cert" }, "position": { "line": 0, "character": 0 } });
    ask(&mut server, "textDocument/hover", hover.clone());
    let bug = |what: &str| Err((-32603, format!("a bug in certdot: {what}")));
    assert_eq!(response(&sent), bug("the answer"));
    server.answer = usual;
    ask(&mut server, requests::PREVIEW, hover.clone());
    let drawn = happened.recv().unwrap();
    server.take(drawn, &Queue::empty());
    assert_eq!(response(&sent), bug("the painter"));
    ask(&mut server, "textDocument/hover", hover);
    assert!(response(&sent).unwrap()["contents"]["value"].is_string());
}
