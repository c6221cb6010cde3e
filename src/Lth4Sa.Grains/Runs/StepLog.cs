using System.Security.Cryptography;
using Lth4Sa.Grains.Logs;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Orleans.Storage;

namespace Lth4Sa.Grains.Runs;

/// <summary>The steps of a run in grain storage, each with the chain up to it, so that a break can be placed.</summary>
internal static class StepLog
{
    private const double NoPBar = double.NaN;

    public static RecordLog<LoggedStep> Of(IGrainStorage storage, GrainId run) => new(storage, run, "steps", Write, Read);

    private static void Write(BinaryWriter to, LoggedStep logged)
    {
        var step = logged.Step;
        to.Write(Convert.FromHexString(logged.Chain));
        to.Write(step.Step);
        to.Write(step.PBar ?? NoPBar);
        to.Write(step.Probabilities.Length);
        Array.ForEach(step.Probabilities, to.Write);
        to.Write(step.Schemes.Length);
        for (var i = 0; i < step.Schemes.Length; i++)
        {
            to.Write((byte)step.Schemes[i].Blocks);
            to.Write(step.Schemes[i].Bits);
            to.Write(step.Accuracies[i]);
            to.Write(step.Rewards[i]);
        }
    }

    private static LoggedStep Read(BinaryReader from)
    {
        var chain = Convert.ToHexStringLower(from.ReadBytes(SHA256.HashSizeInBytes));
        var (step, pBar) = (from.ReadInt64(), from.ReadDouble());
        var probabilities = new double[from.ReadInt32()];
        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = from.ReadDouble();
        }

        var count = from.ReadInt32();
        var (schemes, accuracies, rewards) = (new Scheme[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var blocks = from.ReadByte();
            (schemes[i], accuracies[i], rewards[i]) = (new Scheme(from.ReadUInt64(), blocks), from.ReadDouble(), from.ReadDouble());
        }

        return new LoggedStep(new SearchStep(step, schemes, accuracies, rewards, double.IsNaN(pBar) ? null : pBar, probabilities), chain);
    }
}
