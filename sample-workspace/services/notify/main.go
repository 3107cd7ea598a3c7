// Notify tells customers and partner shops what became of their orders. It reads the orders service's outbox and posts each
// event to the subscriber, signed, in order, with retries.
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"math/rand"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// pollInterval is how soon a new event is seen. The outbox query costs the orders service next to nothing.
const pollInterval = 5 * time.Second

// positionFile keeps the number of the last event over restarts. An event may be sent twice (after a crash), never skipped.
const positionFile = "position"

type event struct {
	Number int64           `json:"number"`
	Type   string          `json:"type"`
	Body   json.RawMessage `json:"body"`
}

type notifier struct {
	client     *http.Client
	ordersURL  string
	subscriber string
	secret     []byte
	// deadLetters gets one line of JSON for each event that was given up. docs/runbook.md tells how to send them again.
	deadLetters *json.Encoder
}

// outbox fetches the events after the given number.
func (n *notifier) outbox(after int64) ([]event, error) {
	response, err := n.client.Get(fmt.Sprintf("%s/outbox?after=%d", n.ordersURL, after))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the orders service answered %s", response.Status)
	}
	var events []event
	return events, json.NewDecoder(response.Body).Decode(&events)
}

// post makes one attempt. Status 0 stands for no answer at all.
func (n *notifier) post(e event) (status int, retryAfter time.Duration) {
	payload, err := json.Marshal(e)
	if err != nil {
		return http.StatusBadRequest, 0 // what can't be written now can't be written later
	}
	request, err := http.NewRequest(http.MethodPost, n.subscriber, bytes.NewReader(payload))
	if err != nil {
		return http.StatusBadRequest, 0
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Ryewheel-Signature", sign(n.secret, payload))
	response, err := n.client.Do(request)
	if err != nil {
		return 0, 0
	}
	defer response.Body.Close()
	return response.StatusCode, parseRetryAfter(response.Header.Get("Retry-After"))
}

// deliver tries until the event is accepted, refused or given up.
func (n *notifier) deliver(e event) {
	for attempt := 1; ; attempt++ {
		status, retryAfter := n.post(e)
		if status >= 200 && status < 300 {
			return
		}
		if (status != 0 && !isWorthRetrying(status)) || attempt == maxAttempts {
			log.Printf("event %d: given up after attempt %d, last status %d", e.Number, attempt, status)
			if err := n.deadLetters.Encode(e); err != nil {
				log.Fatalf("can't write the dead letters: %v", err) // better to stop than to lose an event
			}
			return
		}
		time.Sleep(retryDelay(attempt, retryAfter, rand.Float64))
	}
}

// sign returns the hexadecimal HMAC-SHA-256 of the payload, by which the subscriber knows that it comes from us.
func sign(secret, payload []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write(payload)
	return hex.EncodeToString(mac.Sum(nil))
}

// readPosition returns the number of the last event that was dealt with, 0 at the very first start.
func readPosition() (last int64, err error) {
	text, err := os.ReadFile(positionFile)
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err == nil {
		last, err = strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	}
	return last, err
}

func writePosition(last int64) error {
	return os.WriteFile(positionFile, []byte(strconv.FormatInt(last, 10)), 0o600)
}

func main() {
	last, err := readPosition()
	if err != nil {
		log.Fatalf("can't read the position: %v", err) // starting from 0 would send everything again
	}
	file, err := os.OpenFile("dead-letters.jsonl", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		log.Fatal(err)
	}
	n := &notifier{
		client:      &http.Client{Timeout: 10 * time.Second},
		ordersURL:   os.Getenv("ORDERS_URL"),
		subscriber:  os.Getenv("SUBSCRIBER_URL"),
		secret:      []byte(os.Getenv("SIGNING_SECRET")),
		deadLetters: json.NewEncoder(file),
	}
	for ; ; time.Sleep(pollInterval) {
		events, err := n.outbox(last)
		if err != nil {
			log.Printf("outbox: %v", err)
			continue
		}
		for _, e := range events {
			n.deliver(e)
			last = e.Number
			if err := writePosition(last); err != nil {
				log.Fatalf("can't write the position: %v", err)
			}
		}
	}
}
