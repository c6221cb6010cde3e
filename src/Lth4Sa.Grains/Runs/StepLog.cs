using Lth4Sa.Grains.Logs;
using Lth4Sa.Search.Running;
using Lth4Sa.Search.Schemes;
using Orleans.Storage;

namespace Lth4Sa.Grains.Runs;

/// <summary>The steps of a run in grain storage.</summary>
internal static class StepLog
{
    private const double NoPBar = double.NaN;

    public static RecordLog<SearchStep> Of(IGrainStorage storage, GrainId run) => new(storage, run, "steps", Encode, Decode);

    private static byte[] Encode(IReadOnlyList<SearchStep> steps)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var step in steps)
        {
            writer.Write(step.Step);
            writer.Write(step.PBar ?? NoPBar);
            writer.Write(step.Probabilities.Length);
            Array.ForEach(step.Probabilities, writer.Write);
            writer.Write(step.Schemes.Length);
            for (var i = 0; i < step.Schemes.Length; i++)
            {
                writer.Write((byte)step.Schemes[i].Blocks);
                writer.Write(step.Schemes[i].Bits);
                writer.Write(step.Accuracies[i]);
                writer.Write(step.Rewards[i]);
            }
        }

        writer.Flush();
        return bytes.ToArray();
    }

    private static List<SearchStep> Decode(byte[] bytes)
    {
        var steps = new List<SearchStep>();
        using var reader = new BinaryReader(new MemoryStream(bytes));
        while (reader.BaseStream.Position < bytes.Length)
        {
            var (step, pBar) = (reader.ReadInt64(), reader.ReadDouble());
            var probabilities = new double[reader.ReadInt32()];
            for (var i = 0; i < probabilities.Length; i++)
            {
                probabilities[i] = reader.ReadDouble();
            }

            var count = reader.ReadInt32();
            var (schemes, accuracies, rewards) = (new Scheme[count], new double[count], new double[count]);
            for (var i = 0; i < count; i++)
            {
                var blocks = reader.ReadByte();
                (schemes[i], accuracies[i], rewards[i]) = (new Scheme(reader.ReadUInt64(), blocks), reader.ReadDouble(), reader.ReadDouble());
            }

            steps.Add(new SearchStep(step, schemes, accuracies, rewards, probabilities, double.IsNaN(pBar) ? null : pBar));
        }

        return steps;
    }
}
