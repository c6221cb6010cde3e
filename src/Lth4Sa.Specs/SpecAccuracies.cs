using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search.Landscapes;

namespace Lth4Sa.Specs;

/// <summary>Whose accuracies a run shows.</summary>
public static class SpecAccuracies
{
    /// <summary>The supernet's, or those of the table that is searched, as it says of itself where it is at hand.</summary>
    public static AccuracySource Accuracies(this RunSpec spec) =>
        spec.TablePath() is { } table ? EvaluationTable.SourceOf(table) ?? AccuracySource.Elsewhere : AccuracySource.Supernet;
}
