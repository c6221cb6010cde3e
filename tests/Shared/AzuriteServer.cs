using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Lth4Sa.Outside;

/// <summary>One service of Azurite, Azure Storage's emulator, as a process of its own that keeps its data in memory.</summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    // The blob service says that it listens on http://..., the table service that it started on an address.
    private static readonly Regex Listening = new(@"successfully (?:listens|started) on (?:http://)?(\S+)");

    private readonly Process process;

    private AzuriteServer(Process process, string connectionString) => (this.process, ConnectionString) = (process, connectionString);

    /// <summary>Of Azurite's own account, which is no secret.</summary>
    public string ConnectionString { get; }

    /// <summary>What <see cref="ConnectionString"/> will be when <paramref name="service"/> listens on <paramref name="port"/>.</summary>
    public static string ConnectionStringOf(string service, int port) =>
        ConnectionStringOf(service, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"));

    /// <param name="service">blob or table.</param>
    /// <param name="port">0 is any that is free.</param>
    public static async Task<AzuriteServer> StartAsync(string service, int port = 0)
    {
        var azurite = new OutsideProgram("Azurite", BuildMetadata.Of("AzuriteInstall") + " (in the root of the repository)");
        var process = azurite.Start(new ProcessStartInfo(
            $"{BuildMetadata.Of("AzuritePrograms")}/azurite-{service}",
            [$"--{service}Port", port.ToString(CultureInfo.InvariantCulture), "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening.Match(line) is { Success: true } listening)
            {
                // What it goes on to say is read, so that it can say it.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return new AzuriteServer(process, ConnectionStringOf(service, listening.Groups[1].Value));
            }
        }

        throw azurite.Failed(await process.StandardError.ReadToEndAsync());
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string ConnectionStringOf(string service, string address) =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"{char.ToUpperInvariant(service[0])}{service[1..]}Endpoint=http://{address}/devstoreaccount1";
}
