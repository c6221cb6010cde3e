#!/usr/bin/env bash
# Do the tests find bugs? Plants one at a time in a copy of the sources, and says what finds it: a seed of the simulation, or tests.
#   tests/mutants.sh [SEEDS [NAME]]     at most so many seeds for each, 3000 unless given; only those whose names contain NAME
# It takes an hour or two on two cores: run it by hand, about once a week, and before a release.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy" 2>/dev/null)
survived=0
SEEDS=${1:-3000}
only=${2:-}

# plant CHECK NAME FILE OLD NEW: the text must be there once. CHECK is simulate, or the names of test projects.
plant() {
  case $2 in *"$only"*) ;; *) return ;; esac
  local file=$copy/$3 found project
  cp "$file" "$copy/kept"
  OLD=$4 NEW=$5 perl -0pi -e 'BEGIN { $n = 0 } $n += s/\Q$ENV{OLD}\E/$ENV{NEW}/g; END { exit($n == 1 ? 0 : 1) }' "$file" ||
    { echo "$2: the text to change is not there once in $3"; exit 1; }
  case $1 in simulate) build Simulation ;; *) for project in ${1#tests }; do build "Lth4Sa.$project.Tests"; done ;; esac
  if found=$("find_by_${1%% *}" "$1"); then
    echo "$2 | $found"
  else
    echo "$2 | survives"
    survived=1
  fi
  mv "$copy/kept" "$file"
}

build() {
  dotnet build "$copy/tests/$1" -c Release -v q -p:TreatWarningsAsErrors=false >"$copy/log" 2>&1 || { grep -m5 error "$copy/log" >&2; exit 1; }
}

# Succeeds when the bug is found, and says by what.
find_by_simulate() {
  if found=$(dotnet "$copy/tests/Simulation/bin/Release/net10.0/Lth4Sa.Simulation.dll" --seeds "1..$SEEDS" 2>/dev/null); then return 1; fi
  grep -m1 -E '^(seed|undisturbed)' <<<"$found"
}

find_by_tests() {
  local project
  for project in ${1#tests }; do
    if ! dotnet test "$copy/tests/Lth4Sa.$project.Tests" -c Release --no-build >"$copy/log" 2>&1; then
      grep -oE '^ *Failed Lth4Sa\.[A-Za-z0-9_.]+' "$copy/log" | sed 's/.*\.//' | sort -u | head -3 | paste -sd, | sed 's/,/, /g'
      return 0
    fi
  done
  return 1
}

# Grains, under faults.
plant simulate "a fence is not checked" src/Lth4Sa.Grains/Logs/RecordLog.cs 'last.State!.Fence > owner' 'last.State!.Fence > long.MaxValue - 1'
plant simulate "a step is committed before it is written" src/Lth4Sa.Grains/Runs/SearchRunGrain.Search.cs \
  'await Task.WhenAll(at.Log.AppendAsync(steps), at.Parts.SnapshotAsync(Spec.ToStrategy(), session.Step));' \
  'State.Search = new CommittedSearch(session.Step, session.Chain, new Ledger(session.Requested, session.Known.Count, session.Images, session.Seconds), session.Exhausted);
        await run.WriteStateAsync();
        await Task.WhenAll(at.Log.AppendAsync(steps), at.Parts.SnapshotAsync(Spec.ToStrategy(), session.Step));'
plant simulate "a stored reply is forgotten" src/Lth4Sa.Grains/Steps/StepGate.cs 'step == applied && reply is not null' 'step == applied && (applied = step - 1) < 0'
plant simulate "a training is done before it is on record" src/Lth4Sa.Grains/Supernets/SupernetGrain.cs 'supernet.State.Trained = false;' ''
plant simulate "a network goes on after a write whose answer was lost" src/Lth4Sa.Grains/Networks/NetworkGrain.cs '            lost = true;
' ''
plant simulate "starts of a run do not wait for each other" src/Lth4Sa.Grains/Runs/SearchRunGrain.cs \
  'await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);' ''

plant simulate "what is permanent is tried again" src/Lth4Sa.Grains/Faults/Failures.cs 'exception is NonFiniteException' 'exception is NotSupportedException'
plant simulate "evaluations are those of the weights, recalibrated or not" src/Lth4Sa.Grains/Supernets/SupernetGrain.cs \
  'stored = EvaluationLog.Of(storage, this.GetGrainId());' 'stored = EvaluationLog.Of(storage, GrainId.Create("supernet", supernet.State.Spec?.WeightsId() ?? Id));'

# The search.
plant "tests Search Specs" "the reference preset is the paper's" src/Lth4Sa.Specs/RunPresets.cs \
  'option.Presets.GetValueOrDefault(name.ToLowerInvariant())' 'option.Presets.GetValueOrDefault(name.ToLowerInvariant().Replace(Reference, Paper, StringComparison.Ordinal))'
plant "tests Search Specs" "the minimum of PPO's objective is a maximum" src/Lth4Sa.Search/Strategies/Ean/ReplayGradient.cs \
  'decisions.Sum(d => d.ClampedRatio(clip) * d.LogProbability * d.Advantage)
            <' 'decisions.Sum(d => d.ClampedRatio(clip) * d.LogProbability * d.Advantage)
            >'
plant "tests Search Specs" "rewards are stored with their bonus" src/Lth4Sa.Search/Strategies/Ean/ReplayBuffer.cs 'options.WithBonus ? e : e with { Bonus = 0 }' 'e'
plant "tests Search Specs" "a step never replays its own entry" src/Lth4Sa.Search/Strategies/Ean/ReplayBuffer.cs \
  'if (options.Current)
        {
            Add' 'if (options.Current && step < 0)
        {
            Add'
plant "tests Search Specs" "the bonus of a step is that of each scheme" src/Lth4Sa.Search/Strategies/Ean/RandomNetworkDistillation.cs \
  'Array.Fill(bonuses, bonuses.Sum());' ''
plant "tests Search Specs" "the entropy pushes the other way" src/Lth4Sa.Search/Strategies/Ean/EanController.cs \
  'var down = -slope[block] - entropy;' 'var down = -slope[block] + entropy;'
plant "tests Search Specs" "the baseline does not move" src/Lth4Sa.Search/Strategies/RewardScale.cs \
  'mean = keep * before + (1 - keep) * now;' 'mean = before;'

# The networks.
plant "tests Networks" "beta is ignored" src/Lth4Sa.Networks/Training/SchemeSampler.cs '< beta' '< 0.5'
plant "tests Networks" "the schedule does not reach the optimiser" src/Lth4Sa.Networks/Training/Trainer.cs \
  'group.LearningRate = rate;' 'group.LearningRate = recipe.LearningRate;'
plant "tests Networks" "gradients are zeroed and not taken away" src/Lth4Sa.Networks/Training/TrainingStep.cs 'network.zero_grad();' 'network.zero_grad(false);'
plant "tests Networks" "gradients gather" src/Lth4Sa.Networks/Training/TrainingStep.cs 'network.zero_grad();' ''
plant "tests Networks" "the timer does not run the network" src/Lth4Sa.Networks/Evaluation/InferenceTimer.cs \
  '_ = network.call(images, scheme).sum().item<float>();' '_ = images.sum().item<float>();'
plant "tests Networks" "the gradient of the DARTS gates has the other sign" src/Lth4Sa.Networks/Saliency/GateTraining.cs \
  '.ToArray().Select(g => (double)g)' '.ToArray().Select(g => -(double)g)'
plant "tests Networks" "statistics of the recalibration do not depend on the scheme" src/Lth4Sa.Networks/Evaluation/FrozenNetwork.cs \
  'using var transformed = Normalised(new(block, 1, prefix), reduced).relu_();' 'using var transformed = Normalised(new(block, 1, 0), reduced).relu_();'
plant "tests Networks" "networks from scratch are trained on the split" src/Lth4Sa.Networks/Training/TrainingJob.cs \
  'Images == TrainingImages.All ? data.All : data.Train' 'data.Train'
plant "tests Specs" "recalibrated supernets train weights of their own" src/Lth4Sa.Specs/RunSpecMapping.cs \
  'spec.WithoutRecalibration().SupernetId()' 'spec.SupernetId()'
exit $survived
