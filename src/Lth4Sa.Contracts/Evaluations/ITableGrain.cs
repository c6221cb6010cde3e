namespace Lth4Sa.Contracts.Evaluations;

/// <summary>A table of accuracies, read from a file. Key: what to do about missing schemes, a colon, the path.</summary>
public interface ITableGrain : IEvaluationsGrain
{
    /// <exception cref="InvalidDataException">The file is not such a table; every fault is named with its line.</exception>
    Task<TableFacts> Describe();
}
