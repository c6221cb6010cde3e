using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Cli.Specs;

/// <summary>One network to train from scratch.</summary>
/// <param name="Run">Data, network and recipe, as a search would have them.</param>
/// <param name="Scheme">Its connections, as many characters of 0 and 1 as the backbone has blocks.</param>
public sealed record TrainSpec(RunSpec Run, string Scheme)
{
    /// <exception cref="SpecException">The scheme does not fit the backbone.</exception>
    public static string ParseScheme(string? scheme, string backbone)
    {
        var blocks = NetworkOptions.ParseBackbone(backbone).Blocks;
        scheme ??= new string('1', blocks);
        return scheme.Length == blocks && scheme.All(c => c is '0' or '1')
            ? scheme
            : throw new SpecException(SpecError.Of("scheme", scheme, $"{blocks} characters of 0 and 1, the blocks of {backbone}"));
    }
}
