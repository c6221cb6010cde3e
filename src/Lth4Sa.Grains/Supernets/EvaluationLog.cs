using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Logs;
using Lth4Sa.Search.Schemes;
using Orleans.Storage;

namespace Lth4Sa.Grains.Supernets;

/// <summary>The evaluations of a supernet in grain storage. They are raw correct counts, from which rewards are computed.</summary>
internal static class EvaluationLog
{
    public static RecordLog<Count> Of(IGrainStorage storage, GrainId supernet) => new(storage, supernet, "evaluations", Write, Read);

    private static void Write(BinaryWriter to, Count count)
    {
        to.Write(count.Scheme.ToString());
        to.Write(count.Correct);
        to.Write(count.Images);
        to.Write(count.Seconds);
    }

    private static Count Read(BinaryReader from) =>
        new(Scheme.Parse(from.ReadString()), from.ReadInt32(), from.ReadInt32(), from.ReadDouble());
}
