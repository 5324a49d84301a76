#!/usr/bin/env bash
# Runs the service on the sample and lets schemathesis ask it whatever its document allows, and what it forbids.
# CASES: about how many requests; SEED: equal seeds ask the same. As the administrator, then as the presenter.
# The Python environment stays in .build/test-api, so only the first run needs PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

svyaz=${SVYAZ:-.build/debug/svyaz}
cases=${CASES:-5000}
seed=${SEED:-1}
home=.build/test-api
requirements=Scripts/test-api.txt
if ! cmp --silent "$requirements" "$home/installed.txt"; then
  echo "svyaz: making a Python environment for the API's test: $(tr '\n' ' ' < "$requirements")"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  cp "$requirements" "$home/installed.txt"
fi

work=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

"$svyaz" import graphs/samara-2020 --store "$work/city.svyaz" >/dev/null
"$svyaz" user add admin --role administrator --name "Администратор" --store "$work/city.svyaz" >/dev/null
"$svyaz" user add guest --role presenter --name "Докладчик" --store "$work/city.svyaz" >/dev/null
"$svyaz" serve --store "$work/city.svyaz" --port 0 >"$work/out" 2>"$work/log" &
server=$!
for _ in $(seq 100); do
  grep -q Остановить "$work/out" && break
  sleep 0.1
done
address=$(sed -n 's|^Связь: \(http://[^/]*\)/.*|\1|p' "$work/out")
[ -n "$address" ] || { cat "$work/log" >&2; exit 1; }

# A session by a link that works once; the forms' token comes from /me, and with it a program's token is made.
token() {
  local link jar="$work/$1.jar" csrf
  link=$("$svyaz" user link "$1" --store "$work/city.svyaz" | grep -o '/signin/link?key=[A-Za-z0-9_-]*')
  curl --silent --output /dev/null --cookie-jar "$jar" "$address$link"
  csrf=$(curl --silent --cookie "$jar" "$address/api/v1/me" | sed -n 's/.*"csrf": "\([^"]*\)".*/\1/p')
  curl --silent --cookie "$jar" --header "X-Csrf-Token: $csrf" --json '{"name": "test", "scope": "write"}' \
    "$address/api/v1/tokens" | sed -n 's/.*"secret": "\([^"]*\)".*/\1/p'
}

curl --silent "$address/api/v1/openapi.json" >"$work/openapi.json"
"$home/venv/bin/openapi-spec-validator" "$work/openapi.json"

# About how many requests an operation gets, beside those that its examples and limits make.
operations=$(grep -c '"summary"' "$work/openapi.json")
each=$((cases / operations / 2))
# A value that the schema allows and the network does not know is refused: that is no fault (positive_data_acceptance).
# Making tokens is for sessions.
ask() {
  local report="$work/$3.har"
  PYTHONPATH=Scripts PYTHONDONTWRITEBYTECODE=1 SCHEMATHESIS_HOOKS=test_api_hooks \
    "$home/venv/bin/schemathesis" --config-file Scripts/test-api.toml run "$address/api/v1/openapi.json" \
    --header "Authorization: Bearer $1" \
    --max-examples "$each" --seed "$seed" --checks all --exclude-checks "$2" --request-timeout 120 \
    --suppress-health-check all --generation-database none \
    --no-color --report har --report-har-path "$report"
}
ask "$(token admin)" positive_data_acceptance,ignored_auth,object_level_authorization,use_after_free,ensure_resource_availability admin
ask "$(token guest)" positive_data_acceptance,ignored_auth,negative_data_rejection,object_level_authorization,use_after_free,ensure_resource_availability guest

# A plan that the service made is confirmed by it: no random body is one.
bearer=$(token admin)
curl --silent --header "Authorization: Bearer $bearer" --json '{}' "$address/api/v1/plan" >"$work/plan.json"
curl --silent --header "Authorization: Bearer $bearer" --json "@$work/plan.json" "$address/api/v1/verify" \
  | grep -q '"valid": true' || { echo "svyaz: the service does not confirm its own plan" >&2; exit 1; }

# A table is taken, and taken back by the change that it made.
printf 'id,kind,title,date,organiser\nevent-7777,seminar,Семинар,2021-05-20,ЦРО\n' >"$work/events.csv"
change=$(curl --silent --header "Authorization: Bearer $bearer" --header 'Content-Type: application/octet-stream' \
  --data-binary "@$work/events.csv" "$address/api/v1/import?file=events.csv&table=events" | sed -n 's/.*"change": \([0-9]*\).*/\1/p')
[ -n "$change" ] || { echo "svyaz: a table is not taken" >&2; exit 1; }
[ "$(curl --silent --output /dev/null --write-out '%{http_code}' --request POST --header "Authorization: Bearer $bearer" \
  "$address/api/v1/changes/$change/undo")" = 200 ] || { echo "svyaz: the table is not taken back" >&2; exit 1; }

# Rows that nothing refers to are added and taken out: random ones find others in their way.
for row in 'events {"id": "walked", "kind": "seminar", "title": "Семинар", "date": "2021-05-12", "organiser": "ЦРО"}' \
  'associations {"id": "walked", "name": "ММО", "subject": "mathematics", "base": "gimnazia-3", "from": "2021-05-01"}'; do
  added=$(curl --silent --output /dev/null --write-out '%{http_code}' --header "Authorization: Bearer $bearer" \
    --json "${row#* }" "$address/api/v1/${row%% *}")
  removed=$(curl --silent --output /dev/null --write-out '%{http_code}' --request DELETE --header 'If-Match: *' \
    --header "Authorization: Bearer $bearer" "$address/api/v1/${row%% *}/walked")
  [ "$added $removed" = '201 200' ] || { echo "svyaz: ${row%% *}: $added $removed" >&2; exit 1; }
done

"$home/venv/bin/python" Scripts/test-api-counts.py "$work/openapi.json" "$work/admin.har" "$work/guest.har"

# Nothing that was asked may have hurt the store.
kill "$server"
wait "$server"
server=
! grep -q 'request failed' "$work/log" || { cat "$work/log" >&2; exit 1; }
"$svyaz" check --store "$work/city.svyaz" >/dev/null
echo "svyaz: the API holds."
