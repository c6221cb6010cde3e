using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Lth4Sa.Outside;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>PyTorch eager in a process of its own, told what to do line by line (tests/Oracle/peer.py).</summary>
internal sealed class PyTorchPeer : IContestant
{
    private readonly Process process;

    public PyTorchPeer(TrainingBenchOptions options, string layout, string weights, string batch)
    {
        Name = "PyTorch eager, " + layout;
        process = Python.Start(OutsideProgram.PyTorch, "peer.py", [
            options.Backbone.Name, options.Module, options.SharingName, options.Backbone.Classes.ToString(CultureInfo.InvariantCulture),
            options.Device, options.Threads.ToString(CultureInfo.InvariantCulture), layout, weights, batch]);
        Version = Read().GetProperty("torch").GetString()!;
    }

    public string Name { get; }

    /// <summary>The version of PyTorch.</summary>
    public string Version { get; }

    public Measurement Train(IReadOnlyList<string> schemes) => Ask("train", schemes);

    public Measurement Evaluate(IReadOnlyList<string> schemes) => Ask("evaluate", schemes);

    public double PeakMemory()
    {
        Write("memory", []);
        return Read().GetProperty("peak").GetDouble();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private Measurement Ask(string task, IReadOnlyList<string> schemes)
    {
        Write(task, schemes);
        var answer = Read();
        return new Measurement(answer.GetProperty("seconds").GetDouble(), answer.GetProperty("first").GetDouble());
    }

    private void Write(string task, IReadOnlyList<string> schemes)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(new Dictionary<string, IReadOnlyList<string>> { [task] = schemes }));
        process.StandardInput.Flush();
    }

    private JsonElement Read()
    {
        var line = process.StandardOutput.ReadLine()
            ?? throw OutsideProgram.PyTorch.Failed(process.StandardError.ReadToEnd());
        using var json = JsonDocument.Parse(line);
        return json.RootElement.Clone();
    }
}
