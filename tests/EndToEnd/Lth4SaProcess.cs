using System.Diagnostics;

namespace Lth4Sa.EndToEnd;

/// <summary>The client as a user starts it: a process of its own.</summary>
internal sealed class Lth4SaProcess : IDisposable
{
    private readonly Process process;
    private (Task<string> Output, Task<string> Error)? drained;

    private Lth4SaProcess(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // The launcher decides in the same way.
        var program = arguments is ["bench", ..] ? "Lth4Sa.Benchmarks.dll" : "lth4sa.dll";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // One thread of libtorch, as tests.runsettings has it for the tests' own process.
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
    }

    public static Lth4SaProcess Start(params string[] arguments) => new(arguments);

    public static Lth4SaProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) => new(arguments, environment);

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var running = Start(arguments);
        return await running.EndAsync();
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var running = Start(environment, arguments);
        return await running.EndAsync();
    }

    /// <summary>Bad input: exit code 2, a message that contains the text, and no stack trace.</summary>
    public static async Task RefusesAsync(string expected, params string[] arguments)
    {
        var (exit, _, error) = await RunAsync(arguments);
        Assert.Equal(2, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        var (output, error) = drained ?? (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Waits for a line of the output that contains the text, and returns it.</summary>
    public async Task<string> SeeAsync(string text)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The process ended without '{text}': {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Signal("-INT");

    /// <summary>What a system sends to stop a service.</summary>
    public void Terminate() => Signal("-TERM");

    /// <summary>Lets it go on saying things that nobody reads.</summary>
    public void Drain() => drained = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    private void Signal(string signal)
    {
        using var kill = OutsideProgram.Kill.Start(new ProcessStartInfo("kill", [signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]));
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            // It may still write into the test's folder.
            process.WaitForExit();
        }

        process.Dispose();
    }
}
