// golang-jwt over plain tokens, one a line, file in, count out, at its own best: one worker a core.
//
// With an issuer and an audience it checks them, exp and nbf too; without, the signature alone.
//
//	many_go rs256|hs256 TOKENS-FILE KEY-FILE WORKERS [ISSUER AUDIENCE]
package main

import (
	"bytes"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/golang-jwt/jwt/v5"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	return value
}

// The library reads PEM but no JWK.
func publicKey(jwks []byte) *rsa.PublicKey {
	var set struct{ Keys []struct{ N, E string } }
	must(0, json.Unmarshal(jwks, &set))
	number := func(text string) *big.Int {
		return new(big.Int).SetBytes(must(base64.RawURLEncoding.DecodeString(text)))
	}
	return &rsa.PublicKey{N: number(set.Keys[0].N), E: int(number(set.Keys[0].E).Int64())}
}

func main() {
	alg := strings.ToUpper(os.Args[1])
	lines := strings.Fields(string(must(os.ReadFile(os.Args[2]))))
	text := bytes.TrimSpace(must(os.ReadFile(os.Args[3])))
	workers := must(strconv.Atoi(os.Args[4]))
	runtime.GOMAXPROCS(workers)

	var key any = text
	if alg == "RS256" {
		key = publicKey(text)
	}
	keyOf := func(*jwt.Token) (any, error) { return key, nil }
	options := []jwt.ParserOption{jwt.WithValidMethods([]string{alg})}
	if len(os.Args) > 6 {
		options = append(options, jwt.WithIssuer(os.Args[5]), jwt.WithAudience(os.Args[6]), jwt.WithExpirationRequired())
	} else {
		options = append(options, jwt.WithoutClaimsValidation())
	}
	parser := jwt.NewParser(options...)

	const batch = 64 // so that a worker held up elsewhere leaves its share to the others
	var next, good atomic.Int64
	var wait sync.WaitGroup
	for range workers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for start := next.Add(batch) - batch; start < int64(len(lines)); start = next.Add(batch) - batch {
				for _, line := range lines[start:min(start+batch, int64(len(lines)))] {
					if _, err := parser.Parse(line, keyOf); err == nil {
						good.Add(1)
					}
				}
			}
		}()
	}
	wait.Wait()
	fmt.Println(good.Load())
}
