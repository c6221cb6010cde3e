using System.Globalization;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Specs;

/// <summary>Random schemes whose accuracies on supernets are held against those of training from scratch.</summary>
/// <param name="Base">What all runs have in common: each evaluates one scheme on a supernet and trains it from scratch.</param>
/// <param name="Count">The number of schemes; where a backbone has fewer, all of them are taken.</param>
/// <param name="Sampling">How the schemes of the supernets' iterations are drawn, each once.</param>
/// <param name="Recalibrate">The numbers of images for batch-norm statistics, each once, with which each supernet is evaluated.</param>
public sealed record FidelitySpec(RunSpec Base, int Count, string[] Sampling, int[] Recalibrate)
{
    /// <summary>The default of <see cref="Count"/>, which the paper has.</summary>
    public const int DefaultCount = 42;

    /// <summary>The largest <see cref="Count"/>: each scheme is a network that is trained from scratch.</summary>
    public const int MaxCount = 10_000;

    private const string SamplingOption = "sampling", RecalibrateOption = "recalibrate", SchemesOption = "schemes";

    /// <summary>Makes the study of what a user gives.</summary>
    /// <param name="given">The options of data, supernet and training.</param>
    /// <param name="count">The number of schemes, 2 to <see cref="MaxCount"/>.</param>
    /// <param name="sampling">The names by commas.</param>
    /// <param name="recalibrate">The numbers by commas.</param>
    /// <param name="elsewhere">It is for a silo elsewhere, which knows what files lie there and checks the options.</param>
    /// <exception cref="SpecException">Names each option that has an error.</exception>
    public static FidelitySpec Of(RunSpec given, int count, string sampling, string recalibrate, bool elsewhere)
    {
        var counts = AllowedValues.Between(2, MaxCount);
        SpecException.Check("count", count, counts.Test(count), counts.Expected);
        SpecException.Check("backbone", given.Backbone, Backbone.TryParse(given.Backbone, out _), Backbone.Expected);
        var common = given with
        {
            Strategy = "list",
            Steps = 1,
            Samples = 1,
            Candidates = 1,
            Forwards = 1,
            SupernetSeed = given.SupernetSeed ?? given.Seed,
        };
        var number = SpecOptions.Get(RecalibrateOption);
        var study = new FidelitySpec(
            common, count, [.. sampling.Split(',').Distinct()],
            [.. recalibrate.Split(',').Select(text => number.Apply(common, text).Recalibrate).Distinct()]);
        var (blocks, variants) = (Backbone.Parse(common.Backbone).Blocks, (double)study.Sampling.Length * study.Recalibrate.Length);
        var size = new SweepSize(Math.Min(count, Math.Pow(2, blocks)) * variants, 0);
        if (size.Check("count", "runs", CommandSweepText.MaxRuns) is { } tooLarge)
        {
            throw new SpecException(tooLarge);
        }

        if (!elsewhere)
        {
            var scheme = Scheme.AllOff(blocks).ToString();
            SpecException.ThrowIfAny([
                .. study.Variants().SelectMany(v => RunSpecValidator.Validate(
                    common with { Sampling = v.Sampling, Recalibrate = v.Recalibrate, Schemes = scheme })).Distinct(),
            ]);
        }

        return study;
    }

    /// <summary>The schemes, stratified by their connections; the seed of the study decides them.</summary>
    public IReadOnlyList<Scheme> Schemes() => RandomSchemes.Stratified(Backbone.Parse(Base.Backbone).Blocks, Count, Base.RandomSeed());

    /// <summary>The supernets, each with each way of evaluation.</summary>
    public FidelityVariant[] Variants() => [.. Sampling.SelectMany(s => Recalibrate.Select(r => new FidelityVariant(s, r)))];

    /// <summary>
    /// The study as a sweep: a run for each scheme on each supernet, scheme by scheme, so that what is there early has every supernet in
    /// it. Runs of one scheme share its network, and all share the original and the full one.
    /// </summary>
    /// <param name="atATime">The number of runs that are under way at the same time.</param>
    public SpecText ToSweep(int atATime) => CommandSweepText.Of(
        "fidelity", Base, Schemes().SelectMany(scheme => Variants().Select(variant => PointOf(variant, scheme))), atATime);

    /// <summary>What tells a run of the study from the others, by the names of the options.</summary>
    public static Dictionary<string, string> PointOf(FidelityVariant variant, Scheme scheme) => new()
    {
        [SamplingOption] = variant.Sampling,
        [RecalibrateOption] = variant.Recalibrate.ToString(CultureInfo.InvariantCulture),
        [SchemesOption] = scheme.ToString(),
    };
}
