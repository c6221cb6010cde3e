#!/usr/bin/env bash
# Does the simulation find bugs? Plants one at a time in a copy of the sources, and says which seed finds it.
#   tests/Simulation/mutants.sh [SEEDS [NAME]]     at most so many seeds for each, 3000 unless given; only those whose names contain NAME
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy" 2>/dev/null)
survived=0
only=${2:-}

# plant NAME FILE OLD NEW: the text must be there once.
plant() {
  case $1 in *"$only"*) ;; *) return ;; esac
  local file=$copy/$2
  cp "$file" "$copy/kept"
  OLD=$3 NEW=$4 perl -0pi -e 'BEGIN { $n = 0 } $n += s/\Q$ENV{OLD}\E/$ENV{NEW}/g; END { exit($n == 1 ? 0 : 1) }' "$file" ||
    { echo "$1: the text to change is not there once in $2"; exit 1; }
  dotnet build "$copy/tests/Simulation" -c Release -v q -p:TreatWarningsAsErrors=false >"$copy/log" 2>&1 || { grep -m5 error "$copy/log"; exit 1; }
  if found=$(dotnet "$copy/tests/Simulation/bin/Release/net10.0/Lth4Sa.Simulation.dll" --seeds "1..${SEEDS:-3000}" 2>/dev/null); then
    echo "$1: survives"
    survived=1
  else
    echo "$1: $(tail -1 <<<"$found")"
  fi
  mv "$copy/kept" "$file"
}

SEEDS=${1:-3000}
plant "a fence is not checked" src/Lth4Sa.Grains/Logs/RecordLog.cs 'last.State!.Fence > owner' 'last.State!.Fence > long.MaxValue - 1'
plant "a step is committed before it is written" src/Lth4Sa.Grains/Runs/SearchRunGrain.Search.cs \
  'await Task.WhenAll(at.Log.AppendAsync(steps), at.Parts.SnapshotAsync(Spec.ToStrategy(), session.Step));' \
  'State.Search = new CommittedSearch(session.Step, session.Chain, new Ledger(session.Requested, session.Known.Count, session.Images, session.Seconds), session.Exhausted);
        await run.WriteStateAsync();
        await Task.WhenAll(at.Log.AppendAsync(steps), at.Parts.SnapshotAsync(Spec.ToStrategy(), session.Step));'
plant "a stored reply is forgotten" src/Lth4Sa.Grains/Steps/StepGate.cs 'step == applied && reply is not null' 'step == applied && (applied = step - 1) < 0'
plant "a training is done before it is on record" src/Lth4Sa.Grains/Supernets/SupernetGrain.cs 'supernet.State.Trained = false;' ''
plant "a network goes on after a write whose answer was lost" src/Lth4Sa.Grains/Networks/NetworkGrain.cs '            lost = true;
' ''
plant "starts of a run do not wait for each other" src/Lth4Sa.Grains/Runs/SearchRunGrain.cs \
  'await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);' ''
exit $survived
