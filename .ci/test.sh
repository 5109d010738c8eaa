# Sourced by pcm: runs the tests and counts them from surefire's reports. Uses home, say and maven of pcm.
# shellcheck shell=bash disable=SC2154

reports() { find "$home" -path '*/target/surefire-reports/TEST-*.xml' -print0; }

# Every reported test case, one line each: outcome, class, name, reason.
cases() {
  reports | xargs -0 -r awk '
    function attribute(name,   text) {
      if (!match($0, " " name "=\"[^\"]*\"")) return ""
      text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
      gsub(/&#10;|[\t\r]/, " ", text); gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text)
      gsub(/&gt;/, ">", text); gsub(/&apos;/, "\047", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    function close_case() { if (open) print outcome "\t" class "\t" name "\t" reason; open = 0 }
    FNR == 1 { close_case() }
    /^ *<testcase / { close_case(); open = 1; outcome = "passed"; reason = ""
                      class = attribute("classname"); name = attribute("name") }
    /^ *<(failure|error)[ >]/ { outcome = "failed"; reason = attribute("message") }
    /^ *<skipped/ { outcome = "skipped"; reason = attribute("message") }
    END { close_case() }'
}

# What the tests of --all need beyond a JDK and Maven; where it cannot be had, they skip and say so.
install_tools() {
  if ! command -v bwrap >/dev/null && command -v apt-get >/dev/null && [[ $EUID == 0 ]]; then
    say "installing bubblewrap"
    { apt-get update -qq && apt-get install -y -qq bubblewrap; } >/dev/null 2>&1 || say "bubblewrap could not be installed"
  fi
  local venv=$home/.pcm/python
  if ! "$venv/bin/python" -c 'import jwcrypto' 2>/dev/null && command -v python3 >/dev/null; then
    say "installing jwcrypto into .pcm/python"
    { python3 -m venv "$venv" && "$venv/bin/pip" install -q jwcrypto; } >/dev/null 2>&1 || say "jwcrypto could not be installed"
  fi
  [[ ! -x $venv/bin/python ]] || export PCM_TEST_PYTHON=$venv/bin/python
}

run_tests() {
  local options=(-Dmaven.test.failure.ignore=true) all='' status=0 started=$SECONDS
  while (($#)); do
    case $1 in
      --all) all=yes options+=(-Pall) ;;
      -h | --help)
        printf '%s\n' 'Usage: pcm test [--all]' '' \
          'Builds and runs the tests: the fast ones, on the devnode. With --all every one, those against' \
          'foreign programs included (it installs what they need), after a strict build: warnings, null-safety, format.' '' \
          'Exit code: 0 all passed, 1 not so, 2 could not run.' '' 'Example: pcm test --all'
        return 0
        ;;
      *) give_up "test knows --all, not $1" ;;
    esac
    shift
  done
  if [[ -n $all ]]; then
    install_tools
    # What was compiled without the strict checks would not be looked at again.
    find "$home" -path '*/target/*' \( -name classes -o -name test-classes -o -name maven-status \) -prune -exec rm -rf {} +
  else
    options+=(-Dquick -T2) # none of the fast tests needs the machine to itself
  fi
  reports | xargs -0 -r rm -f
  begin_build
  if maven "${options[@]}" verify; then end_build; else status=1; fi
  cases >"$home/.pcm/tests.tsv"
  summarise "$home/.pcm/tests.tsv" $((SECONDS - started)) || status=1
  return $status
}

# Prints what failed, what was skipped and why, and the count; 1 where a test failed.
summarise() {
  echo
  awk -F'\t' '$1 == "failed" {print "FAILED  " $2 "." $3 ": " $4}
              $1 == "skipped" {print "SKIPPED " $2 "." $3 ": " $4}' "$1"
  [[ $status == 0 ]] || echo "The build failed; Maven's lines above say where."
  echo "The tests took $2 s."
  awk -F'\t' '{n[$1]++} END {printf "%d passed, %d failed, %d skipped\n", n["passed"], n["failed"], n["skipped"]
                             exit n["failed"] > 0 || NR == 0}' "$1"
}
