#!/usr/bin/env bash
# Shows on loopback what Deploy/ promises: TLS by the service itself, nginx before it with the example as it stands but for
# ports, names and paths, and the systemd unit read by systemd's own checkers.
# SVYAZ=PROGRAM takes a program that was built before.
set -euo pipefail
cd "$(dirname "$0")/.."

svyaz=$(realpath "${SVYAZ:-.build/debug/svyaz}")
work=$(mktemp -d)
name=svyaz.example.org
pids=()
stop() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap stop EXIT
fail() {
  echo "svyaz: $1" >&2
  for log in "$work"/*.log; do [ ! -s "$log" ] || { echo "--- $log" >&2; tail -20 "$log" >&2; }; done
  exit 1
}
shown=0
show() { shown=$((shown + 1)); echo "  $1"; }
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# A certificate authority and a certificate of our own: curl trusts this one and no other.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=Svyaz test authority" \
  -keyout "$work/authority.key" -out "$work/authority.pem" 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "$work/key.pem" -out "$work/request.pem" 2>/dev/null
printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\n' "$name" >"$work/names"
openssl x509 -req -in "$work/request.pem" -CA "$work/authority.pem" -CAkey "$work/authority.key" -CAcreateserial \
  -days 2 -extfile "$work/names" -out "$work/own.pem" 2>/dev/null
cat "$work/own.pem" "$work/authority.pem" >"$work/chain.pem"

store="$work/city.svyaz"
"$svyaz" import graphs/samara-2020 --store "$store" >/dev/null

echo "The service alone:"
# serve WORK-FILE OPTIONS…: starts it and waits for its address.
serve() {
  local out="$work/$1.out"
  shift
  : >"$out"
  "$svyaz" serve --store "$store" "$@" >"$out" 2>"${out%.out}.log" &
  pids+=($!)
  for _ in $(seq 150); do
    ! grep -q Остановить "$out" || return 0
    kill -0 "${pids[-1]}" 2>/dev/null || fail "the service did not start: $*"
    sleep 0.1
  done
  fail "the service did not start in time: $*"
}
address() { sed -n 's|^Связь: \(https\{0,1\}://[^/]*\)/.*|\1|p' "$work/$1.out"; }
end() {
  kill -TERM "$1"
  wait "$1" || fail "the service did not end well: status $?"
}

refused() {
  local status=0
  timeout 30 "$svyaz" serve --store "$store" "$@" >"$work/refused.out" 2>"$work/refused.log" || status=$?
  [ "$status" -ne 0 ] && [ "$status" -ne 124 ] || fail "it listens: $*"
  cat "$work/refused.log" "$work/refused.out" >"$work/refused"
}
refused --host 0.0.0.0 --port 0
grep -q openWithoutAccounts "$work/refused" || grep -q 'ни одной учётной записи' "$work/refused" || fail "other reason"
show "without accounts it listens to no other computer"
"$svyaz" user add anna --role administrator --name "Анна" --store "$store" >/dev/null
refused --host 0.0.0.0 --port 0
grep -q 'без шифрования' "$work/refused" || fail "other reason"
show "without encryption neither, though there are accounts"

# signin JAR BASE CURL-OPTIONS…: uses a link up, as the browser of a person does; leaves the answer's head.
signin() {
  local jar=$1 base=$2 link
  shift 2
  link=$("$svyaz" user link anna --store "$store" | grep -o '/signin/link?key=[A-Za-z0-9_-]*')
  curl --silent --show-error --cookie-jar "$work/$jar" --dump-header "$work/$jar.head" --output /dev/null \
    --header 'Sec-Fetch-Site: none' "$@" "$base$link"
}

serve tls --port 0 --certificate "$work/chain.pem" --key "$work/key.pem"
direct=$(address tls)
[ "$(curl --silent --cacert "$work/authority.pem" "$direct/health")" = ok ] || fail "no answer over TLS"
! curl --silent --output /dev/null "$direct/health" 2>/dev/null || fail "curl trusted an unknown authority"
! curl --silent --max-time 5 --output /dev/null "http://${direct#https://}/health" || fail "it answers without TLS"
show "TLS with a certificate of one's own; nothing without TLS on that port"
hands() { openssl s_client -connect "${direct#https://}" -CAfile "$work/authority.pem" "$@" </dev/null 2>/dev/null; }
hands | grep -q 'New, TLSv1.3' || fail "TLS 1.3 is not preferred"
hands -tls1_2 | grep -q 'New, TLSv1.2, Cipher is ECDHE' || fail "no TLS 1.2"
! hands -tls1_1 -cipher 'ALL:@SECLEVEL=0' | grep -q 'New, TLSv1.1' || fail "TLS 1.1 is spoken"
! hands -tls1_2 -cipher 'AES128-SHA:AES256-SHA:AES128-GCM-SHA256:@SECLEVEL=0' | grep -q 'Cipher is AES' \
  || fail "a cipher without forward secrecy"
show "TLS 1.3 preferred, 1.2 with forward secrecy, nothing older"
signin direct.jar "$direct" --cacert "$work/authority.pem"
grep -iq '^set-cookie: __Host-svyaz=.*Secure.*HttpOnly' "$work/direct.jar.head" \
  || grep -iq '^set-cookie: __Host-svyaz=.*HttpOnly' "$work/direct.jar.head" || fail "no session"
grep -i '^set-cookie' "$work/direct.jar.head" | grep -q Secure || fail "the cookie is not Secure"
grep -iq '^strict-transport-security: max-age=31536000' "$work/direct.jar.head" || fail "no HSTS"
curl --silent --cacert "$work/authority.pem" --cookie "$work/direct.jar" "$direct/api/v1/me" | grep -q '"login": "anna"' \
  || fail "the session is not known"
show "a sign-in over it: __Host- cookie, Secure, HSTS"
end "${pids[-1]}"
show "SIGTERM ends it with status 0"

echo "Behind nginx:"
back=$(port) front=$(port) plain=$(port)
serve back --port "$back" --behind-proxy --log debug
service=${pids[-1]}
sed -e "s|127.0.0.1:8080|127.0.0.1:$back|" -e "s|listen 80;|listen 127.0.0.1:$plain;|" \
  -e "s|listen 443 |listen 127.0.0.1:$front |" -e "s|/etc/ssl/svyaz/|$work/|" \
  -e "s|/var/log/nginx/svyaz.log|$work/access.txt|" Deploy/nginx.conf >"$work/svyaz.conf"
cat >"$work/nginx.conf" <<END
daemon off;
pid $work/nginx.pid;
error_log $work/nginx.log;
worker_processes 1;
events { worker_connections 256; }
http {
  client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
  include $work/svyaz.conf;
}
END
# Its workers have an account of their own: they must reach what is in the folder.
chmod 755 "$work"
nginx -t -q -c "$work/nginx.conf" -e "$work/nginx.log" || fail "nginx refuses the example"
nginx -c "$work/nginx.conf" -e "$work/nginx.log" &
pids+=($!)
base="https://$name:$front"
web() {
  curl --silent --show-error --cacert "$work/authority.pem" --resolve "$name:$front:127.0.0.1" \
    --resolve "$name:$plain:127.0.0.1" "$@"
}
for _ in $(seq 50); do ! web --output /dev/null "$base/health" 2>/dev/null || break; sleep 0.1; done
[ "$(web "$base/health")" = ok ] || fail "no answer through nginx"
[ "$(web --output /dev/null --write-out '%{http_version}' "$base/health")" = 2 ] || fail "no HTTP/2"
[ "$(web --output /dev/null --write-out '%{http_code} %{redirect_url}' "http://$name:$plain/schools")" = \
  "301 https://$name/schools" ] || fail "no redirect to https"
[ "$(web --output /dev/null --write-out '%{http_code}' "http://$name:$plain/api/v1/me")" = 403 ] || fail "API without TLS"
show "HTTP/2 over TLS; people are led over to https, programs are refused without it"
! curl --silent --max-time 5 --insecure --output /dev/null --resolve "other.example:$front:127.0.0.1" \
  "https://other.example:$front/health" || fail "another name is served"
show "no other name is served"
signin front.jar "$base" --cacert "$work/authority.pem" --resolve "$name:$front:127.0.0.1"
grep -iq '^set-cookie: __Host-svyaz=' "$work/front.jar.head" || fail "no session through nginx"
web --cookie "$work/front.jar" "$base/api/v1/me" | grep -q '"login": "anna"' || fail "the session is not known"
show "a sign-in through it: __Host- cookie, Secure"

# The stream's first event comes at once, and a change by another process a moment after it was written.
: >"$work/stream"
web --no-buffer --cookie "$work/front.jar" "$base/live" >"$work/stream" &
stream=$!
pids+=("$stream")
count() { grep -c '^event: change' "$work/stream" || true; }
for _ in $(seq 30); do [ "$(count)" -lt 1 ] || break; sleep 0.1; done
[ "$(count)" -ge 1 ] || fail "the stream's first event is held back"
"$svyaz" edit schools school-12 students=641 --store "$store" --why test >/dev/null
for _ in $(seq 30); do [ "$(count)" -lt 2 ] || break; sleep 0.1; done
[ "$(count)" -ge 2 ] || fail "a change is held back"
show "server-sent events pass at once"

[ "$(web --output /dev/null --write-out '%{http_code}' "$base/metrics")" = 404 ] || fail "metrics are open"
[ "$(curl --silent --output /dev/null --write-out '%{http_code}' --header 'X-Forwarded-For: 10.0.0.1' \
  "http://127.0.0.1:$back/metrics")" = 404 ] || fail "metrics are open to what a proxy passes on"
curl --silent "http://127.0.0.1:$back/metrics" | grep -q '^svyaz_requests_total' || fail "no metrics on the machine"
curl --silent "http://127.0.0.1:$back/ready" | grep -q ready || fail "not ready"
show "metrics on the machine itself and nowhere else"

head --bytes=70000000 /dev/zero >"$work/large"
[ "$(web --output /dev/null --write-out '%{http_code}' --cookie "$work/front.jar" --data-binary "@$work/large" \
  "$base/import" || true)" = 413 ] || fail "70 MB are taken"
show "a body above the limit is refused"

# Many tries from one address, each with a login of its own and a forged address: only that address has to wait.
long=$(printf 'x%.0s' $(seq 300))
try() {
  web --interface "$1" --header "X-Forwarded-For: 9.9.9.$2" --output /dev/null --dump-header "$work/try.head" \
    --write-out '%{http_code}' --data "login=somebody$2&password=$long" "$base/signin"
}
wrong=0 late=0
for number in $(seq 30); do
  case $(try 127.0.0.2 "$number") in 401) wrong=$((wrong + 1)) ;; 429) late=$((late + 1)) ;; *) fail "strange answer" ;; esac
done
grep -iq '^retry-after' "$work/try.head" || fail "the limit is not the service's own"
[ "$wrong" -ge 20 ] && [ "$late" -ge 5 ] || fail "limits by address: $wrong refused, $late to wait"
[ "$(try 127.0.0.3 31)" = 401 ] || fail "another address has to wait as well"
show "limits of signing in count the client's own address, whatever it says of itself"

! grep -q 'key=' "$work/access.txt" || fail "a link's key stands in nginx' log"
! grep -Eq 'key=|anna|9\.9\.9|127\.0\.0\.2' "$work/back.log" || fail "the log names people or addresses"
grep -q 'route=' "$work/back.log" || fail "nothing is logged"
show "logs hold routes and answers, no keys, people or addresses"

end "$service"
show "SIGTERM ends it though a stream is open"

echo "The systemd unit:"
# The checkers look for the program: here it is this one.
sed "s|/usr/local/bin/svyaz|$svyaz|" Deploy/svyaz.service >"$work/svyaz.service"
systemd-analyze verify --man=no "$work/svyaz.service" 2>"$work/verify" || fail "$(cat "$work/verify")"
! grep -q 'svyaz.service:' "$work/verify" || fail "$(cat "$work/verify")"
show "systemd-analyze verify finds nothing"
exposure=$(systemd-analyze security --offline=true --threshold=15 "$work/svyaz.service" 2>/dev/null | tail -1) \
  || fail "too exposed: $exposure"
show "systemd-analyze security: ${exposure##*service: }"

echo "svyaz: the deployment holds: $shown points shown on loopback."
