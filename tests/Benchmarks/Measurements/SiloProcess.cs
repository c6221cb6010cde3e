using System.Diagnostics;
using System.Globalization;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Silo;

namespace Lth4Sa.Benchmarks.Measurements;

/// <summary>A silo in a process of its own, as <c>lth4sa silo</c> starts it.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    /// <summary>Ticks of the processor's clock in a second, as /proc counts them.</summary>
    private const double ClockTicks = 100;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly Process process;

    private SiloProcess(string folder, int port)
    {
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "lth4sa.dll"), "silo", "--folder", folder, "--urls", Address.ToString(), "--silo-port",
            "0", "--gateway-port", "0", "--threads", "1",
            "--most-requests-per-second", "1000000000",
        ]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>The resident memory in MB.</summary>
    public double Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>The processor time so far, in seconds.</summary>
    public double ProcessorSeconds
    {
        get
        {
            // After the name, which may have spaces: user and system time are the 14th and 15th fields of all.
            var fields = File.ReadAllText(
                string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/stat")).Split(") ")[^1].Split(' ');
            var (user, system) = (
                long.Parse(fields[11], CultureInfo.InvariantCulture), long.Parse(fields[12], CultureInfo.InvariantCulture));
            return (user + system) / ClockTicks;
        }
    }

    public static async Task<SiloProcess> StartAsync(string folder, HttpClient http, CancellationToken cancellation)
    {
        var silo = new SiloProcess(folder, SiloHost.FreePort());
        while (true)
        {
            if (silo.process.HasExited)
            {
                throw new SpecException("bench: the silo has ended.");
            }

            try
            {
                using var ready = await http.GetAsync(new Uri(silo.Address, "health/ready"), cancellation);
                if (ready.IsSuccessStatusCode)
                {
                    return silo;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(Glance, TimeProvider.System, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
