using System.Diagnostics;
using System.Reflection;

namespace Lth4Sa.Storage.Tests;

/// <summary>Azure Storage's emulator as a process of its own, in memory, on a free port.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private const string Listening = "successfully listens on ";

    private Process? process;

    /// <summary>Of its own account, which is no secret.</summary>
    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var program = typeof(Azurite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "Azurite").Value!;
        Assert.True(File.Exists(program), $"{program} is missing: ./lth4sa test installs it.");
        process = Process.Start(new ProcessStartInfo(program, ["--blobPort", "0", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry"]) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                ConnectionString = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
                    + $"BlobEndpoint={line[(at + Listening.Length)..].Trim()}/devstoreaccount1";
                // What it goes on to say is read, so that it can say it.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return;
            }
        }

        throw new InvalidOperationException("Azurite ended without listening.");
    }

    public async Task DisposeAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
