using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;
using Spectre.Console;

namespace Lth4Sa.Cli.Commands;

/// <summary>What networks cost, by arithmetic, and what they run on.</summary>
internal static class NetworksCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var (backbone, module, sharing) = (NetworkOptions.Backbone(), NetworkOptions.Module(), NetworkOptions.Sharing());
        var scheme = new Option<string?>("--scheme")
        {
            Description = "Connections, 0 and 1, block 1 first; default all on",
            HelpName = "0101..",
        };
        var classes = new Option<int?>("--classes")
        {
            Description = "Outputs of the classifier; default 100, of resnet50 1000",
            HelpName = "N",
        };
        var json = new Option<bool>("--json") { Description = "Write JSON" };
        var devices = new Option<bool>("--devices") { Description = "Write instead what libtorch is and which devices it sees" };
        var command = new Command(
            "networks", "Blocks, parameters and multiply-adds of every backbone, attention module and sharing, or of those that are named.")
        {
            backbone, module, sharing, scheme, classes, json, devices,
        };
        command.Validators.Add(given =>
        {
            if (given.GetValue(devices) && command.Options.Any(o => o != devices && o != json && given.GetResult(o) is not null))
            {
                given.AddError("--devices stands alone, or with --json.");
            }
        });
        command.SetAction(given =>
        {
            if (given.GetValue(devices))
            {
                ShowDevices(given.GetValue(json));
                return;
            }

            var rows = Rows(
                given.GetValue(backbone), given.GetValue(module), given.GetValue(sharing), given.GetValue(scheme), given.GetValue(classes))
                .ToArray();
            if (given.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(rows, Json));
            }
            else
            {
                Show(rows);
            }
        });
        return command;
    }

    private static IEnumerable<Row> Rows(string? backbone, string? module, string? sharing, string? scheme, int? classes)
    {
        var backbones = backbone is null ? Backbone.Registry.Names.Select(Backbone.Registry.Get) : [NetworkOptions.ParseBackbone(backbone)];
        string[] modules = module is null ? [.. AttentionModules.Registry.Names] : [NetworkOptions.ParseModule(module)];
        Sharing[] sharings = sharing is null ? Enum.GetValues<Sharing>() : [NetworkOptions.ParseSharing(sharing)];
        if (module is not null && sharing is not null)
        {
            NetworkOptions.CheckSharing(modules[0], sharings[0]);
        }

        if (classes < 2)
        {
            throw new SpecException($"classes: {classes} is not allowed; expected at least 2.");
        }

        var fitting = Fitting([.. backbones], scheme);
        return from b in fitting
               from m in modules
               from s in sharings.Where(s => AttentionModules.Allows(m, s))
               let connections = scheme is null ? Scheme.AllOn(b.Blocks) : Scheme.Parse(scheme)
               let cost = NetworkCost.Of(new NetworkSpec(b, m, s, classes ?? b.Classes), connections, b.ImageSize)
               select new Row(b.Name, m, AttentionModules.NameOf(s), connections.ToString(), b.Blocks, cost.Parameters, cost.MultiplyAdds);
    }

    private static Backbone[] Fitting(Backbone[] backbones, string? scheme)
    {
        if (scheme is null)
        {
            return backbones;
        }

        var expected = string.Join(", ", backbones.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Blocks} for {b.Name}")));
        var fitting = backbones.Where(b => b.Blocks == scheme.Length).ToArray();
        return fitting.Length > 0 && scheme.All(c => c is '0' or '1')
            ? fitting
            : throw new SpecException(
                $"scheme: {scheme} is not allowed; expected as many characters of 0 and 1 as there are blocks: {expected}.");
    }

    private static void ShowDevices(bool json)
    {
        var machine = new Machine(
            Libtorch.Version, Libtorch.CpuCapability, OneDnn.IsUsed, Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
            ["cpu", .. Enumerable.Range(0, Libtorch.Gpus).Select(gpu => string.Create(CultureInfo.InvariantCulture, $"cuda:{gpu}"))]);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(machine, Json));
            return;
        }

        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumns("", "");
        table.AddRow("libtorch", machine.Libtorch);
        table.AddRow("devices", string.Join(", ", machine.Devices));
        table.AddRow("cores", Number(machine.Cores));
        table.AddRow("memory", Number(machine.Memory) + " MiB");
        table.AddRow("CPU capability", machine.CpuCapability ?? "not known");
        table.AddRow(
            "oneDNN",
            machine.OneDnn
                ? "used"
                : "off: it computes wrong gradients where a virtual machine hides an AMD processor's caches; "
                    + "convolutions take about twice the time");
        AnsiConsole.Write(table);
    }

    private static void Show(Row[] rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("Backbone", "Module", "Sharing", "On", "Blocks", "#P", "Multiply-adds");
        foreach (var column in table.Columns.Skip(3))
        {
            column.RightAligned();
        }

        foreach (var row in rows)
        {
            table.AddRow(
                row.Backbone, row.Module, row.Sharing, Number(row.Scheme.Count(c => c == '1')), Number(row.Blocks),
                Number(row.Parameters), Number(row.MultiplyAdds));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("Multiply-adds of one image: 32 x 32, for resnet50 224 x 224.");
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What networks run on.</summary>
    /// <param name="Libtorch">The version of libtorch.</param>
    /// <param name="CpuCapability">The instruction set that libtorch uses; null where it is not known.</param>
    /// <param name="OneDnn">Whether oneDNN is used.</param>
    /// <param name="Cores">The number of cores that this process may use.</param>
    /// <param name="Memory">The memory that this process may use, in MiB.</param>
    /// <param name="Devices">The devices that libtorch sees.</param>
    private sealed record Machine(string Libtorch, string? CpuCapability, bool OneDnn, int Cores, long Memory, string[] Devices);

    private sealed record Row(
        string Backbone, string Module, string Sharing, string Scheme, int Blocks, long Parameters, long MultiplyAdds);
}
