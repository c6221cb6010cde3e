using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Grains.Evaluations;

/// <inheritdoc cref="ITableGrain"/>
public sealed class TableGrain : Grain, ITableGrain
{
    private EvaluationTable? table;
    private MissingSchemes missing;

    /// <summary>The key of the grain of a table.</summary>
    public static string KeyOf(string path, string missing) => missing + ":" + path;

    public Task<TableFacts> Describe()
    {
        var read = Table;
        return Task.FromResult(new TableFacts(read.Blocks, read.Count, read.Hash));
    }

    public Task<Evaluation[]> Evaluate(Scheme[] schemes)
    {
        var read = Table;
        return Task.FromResult(Array.ConvertAll(schemes, s => new Evaluation(s, read.Accuracy(s, missing), 0, 0)));
    }

    private EvaluationTable Table
    {
        get
        {
            if (table is null)
            {
                var parts = this.GetPrimaryKeyString().Split(':', 2);
                missing = EvaluationTable.Policies.Get(parts[0]);
                table = EvaluationTable.Read(parts[1]);
            }

            return table;
        }
    }
}
