using System.CommandLine;
using Lth4Sa.Silo;

namespace Lth4Sa.Cli.Commands;

/// <summary>A silo on its own. Its options are those of its configuration, on the command line as in files and the environment.</summary>
internal static class SiloCommand
{
    private static readonly (string Name, string Help, string Description)[] Known =
    [
        (
            "urls", "URLS",
            "Where the API, /metrics and /health listen; other addresses than loopback need keys [default: http://127.0.0.1:5180]"),
        ("folder", "DIR", "States, supernets and networks [default: lth4sa-data]"),
        ("datasets", "DIR", "What specs may name as data and tables lies under it [default: the folder's datasets]"),
        ("devices", "LIST", "Device slots, as in cpu*2 or cuda:0*3,cuda:1*3 [default: cpu]"),
        ("threads", "N", "CPU threads of an operator in each slot [default: all cores over the slots]"),
        ("supernet-memory", "MiB", "Memory for the weights of the supernets that a slot keeps loaded [default: 2048]"),
        ("storage", "KIND", "sqlite, or blobs: Azure Blob Storage, which several silos share [default: sqlite]"),
        ("blob-container", "NAME", "Prefix of the two containers [default: lth4sa]"),
        ("clustering", "KIND", "localhost (one silo), postgresql or azure [default: localhost]"),
        ("cluster-id", "NAME", "Silos of one id are one cluster [default: lth4sa]"),
        ("name", "NAME", "Name of this silo among others [default: the machine's]"),
        ("silo-port", "N", "Port between silos; 0 is any that is free [default: 11111]"),
        ("gateway-port", "N", "Port for Orleans clients [default: 30000]"),
        ("keys-file", "FILE", "API keys, a line each: name, read or write, key"),
        ("dashboard", "BOOL", "Orleans' dashboard at /orleans: true or false [default: false]"),
        ("most-request-bytes", "N", "Bytes of a request, and so of a spec, at most [default: 1 MiB]"),
        ("most-runs", "N", "Runs of a sweep, at most [default: 100000]"),
        ("most-requests-per-second", "N", "Requests a second of one client, at most [default: 5000]"),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "silo",
            "Run a silo: device slots, the HTTP API and /metrics, until it is stopped. Secrets (keys, blobConnectionString, "
            + "clusteringConnectionString) are given as Silo__... in the environment.");
        var options = Array.ConvertAll(Known, k => new Option<string?>("--" + k.Name) { HelpName = k.Help, Description = k.Description });
        Array.ForEach(options, command.Options.Add);
        command.SetAction((given, interrupted) =>
        {
            string[] args = [.. options.SelectMany(o => given.GetValue(o) is { } value ? new[] { o.Name, value } : [])];
            return SiloProgram.RunAsync(args, interrupted);
        });
        return command;
    }
}
