using System.Diagnostics;
using System.Text.Json;

namespace Lth4Sa.Networks.Tests;

/// <summary>tests/Oracle/oracle.py in a process of Debian's own python3, which alone has Debian's PyTorch.</summary>
public sealed class PyTorchOracle : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process process;

    public PyTorchOracle()
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Oracle", "oracle.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = OutsideProgram.PyTorch.Start(start);
        Read();
    }

    /// <param name="Modules">The blocks that have a module.</param>
    /// <param name="Weights">A safetensors file.</param>
    /// <param name="Batch">A safetensors file of x and y.</param>
    /// <param name="Answer">Where the logits, gradients and the state after the step go.</param>
    /// <param name="Trained">Where its state dictionary goes.</param>
    /// <param name="Before">Schemes of steps that come first.</param>
    /// <param name="Unused">What modules do that a scheme leaves out: freeze or decay.</param>
    /// <param name="Recalibration">
    /// A safetensors file of batches b0, b1, ...: the network is not trained, its batch-norm takes its statistics from these.
    /// </param>
    public sealed record Job(
        string Backbone, string Module, string Sharing, string Modules, string Scheme, int Classes, string Weights, string Batch,
        double Rate, double Momentum, double Decay, string Answer, string Trained, string[] Before, string Unused,
        string? Recalibration = null);

    /// <param name="Image">A safetensors file of x, N x C x H x W.</param>
    /// <param name="Size">Height and width that it is scaled to.</param>
    /// <param name="Answer">Where y goes, N x C x Size x Size.</param>
    public sealed record Resize(string Image, int Size, string Answer);

    public void Ask(Job job) => Send(job);

    public void Ask(Resize job) => Send(job);

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private void Send<T>(T job)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(job, Json));
        process.StandardInput.Flush();
        Read();
    }

    private void Read()
    {
        if (process.StandardOutput.ReadLine() is null)
        {
            throw OutsideProgram.PyTorch.Failed(process.StandardError.ReadToEnd());
        }
    }
}
