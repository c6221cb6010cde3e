using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lth4Sa.Silo.Options;
using Lth4Sa.Silo.Security;

namespace Lth4Sa.Silo.Tests;

/// <summary>What cannot be run here agrees with what can: names, ports, options, files.</summary>
public sealed partial class DeployTests
{
    private const string Prefix = "Silo__";

    private static readonly HashSet<string> Known = [.. typeof(SiloSettings).GetProperties().Select(p => p.Name)];

    private static readonly string[] Silos = ["silo1", "silo2", "silo3"];

    private static int Port => new Uri("http://" + ((IList<object>)Deploy.At(Deploy.Yaml("prometheus/prometheus.yml")[0], "scrape_configs", 0, "static_configs", 0, "targets"))[0]).Port;

    [Theory]
    [InlineData("check", "rules", "rules.yml", "alerts.yml")]
    [InlineData("check", "config", "--syntax-only", "prometheus.yml")]
    [InlineData("test", "rules", "alerts.test.yml")]
    public async Task Prometheus_ConfigurationRulesAndAlerts_PassPromtool(params string[] arguments)
    {
        var (exit, said) = await Deploy.PromtoolAsync(arguments);
        Assert.True(exit == 0, said);
    }

    [Fact]
    public void Alerts_EachHaveATest()
    {
        var tested = File.ReadAllText(Deploy.PathOf("prometheus/alerts.test.yml"));
        Assert.All(Deploy.RuleQueries().Select(r => r.Where).Where(w => !w.Contains(':', StringComparison.Ordinal)), alert => Assert.Contains("alertname: " + alert, tested, StringComparison.Ordinal));
    }

    [Fact]
    public void Compose_Silos_AreConfiguredAsTheCodeWantsThem()
    {
        var services = (IDictionary<object, object>)Deploy.At(Deploy.Yaml("docker/compose.yml")[0], "services");
        foreach (var name in Silos)
        {
            var silo = (IDictionary<object, object>)services[name];
            var environment = ((IDictionary<object, object>)silo["environment"]).ToDictionary(e => (string)e.Key, e => (string)e.Value);
            var options = OptionsOf(environment);
            Assert.Equal(name, options.Name);
            Assert.Empty(SettingErrorsOf.All(options with { Datasets = null, Keys = "a read 0123456789abcdef" }, Image("ASPNETCORE_URLS")));
            Assert.Equal(["lth4sa-keys"], ((IList<object>)silo["secrets"]).Cast<string>());
            Assert.EndsWith("/lth4sa-keys", Image("Silo__KeysFile"), StringComparison.Ordinal);
            Assert.Contains(((IList<object>)silo["volumes"]).Cast<string>(), v => v.EndsWith(":" + Image("Silo__Folder"), StringComparison.Ordinal));
            Assert.Contains(((IList<object>)silo["volumes"]).Cast<string>(), v => v.Contains($":{options.Datasets}:", StringComparison.Ordinal));
            Assert.Contains("GET /health/ready ", string.Join(' ', ((IList<object>)Deploy.At(silo, "healthcheck", "test")).Cast<string>()), StringComparison.Ordinal);
        }

        Assert.Equal(Silos.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s}:{Port}")), ((IList<object>)Deploy.At(Deploy.Yaml("prometheus/prometheus.yml")[0], "scrape_configs", 0, "static_configs", 0, "targets")).Cast<string>());
    }

    [Fact]
    public void Compose_Azurite_IsTheOneThatTheTestsUse() => Assert.EndsWith(
        ":" + BuildMetadata.Of("AzuriteVersion"), (string)Deploy.At(Deploy.Yaml("docker/compose.yml")[0], "services", "azurite", "image"), StringComparison.Ordinal);

    [Fact]
    public void Compose_FilesThatItMounts_AreThere()
    {
        var compose = Deploy.Yaml("docker/compose.yml")[0];
        var mounts = ((IDictionary<object, object>)compose["services"]).Values.SelectMany(s => s is IDictionary<object, object> service && service.TryGetValue("volumes", out var v) ? ((IList<object>)v).Cast<string>() : [])
            .Select(v => v.Split(':')[0]).Where(v => v.StartsWith('.')).Distinct().ToArray();
        Assert.True(mounts.Length >= 6);
        Assert.All(mounts, mount => Assert.True(Path.Exists(Deploy.PathOf("docker/" + mount)), mount));
        Assert.True(Path.Exists(Deploy.PathOf("docker/" + (string)Deploy.At(compose, "x-silo", "build", "context") + "/lth4sa")));
        // Each secret has its example, which the silo can read.
        var secrets = ((IDictionary<object, object>)compose["secrets"]).ToDictionary(s => (string)s.Key, s => (string)Deploy.At(s.Value, "file"));
        Assert.All(secrets.Values, file => Assert.True(File.Exists(Deploy.PathOf("docker/" + file.Replace("secrets/", "secrets.example/", StringComparison.Ordinal))), file));
        var (keys, errors) = ApiKeyReader.Read(new SiloSettings { KeysFile = Deploy.PathOf("docker/secrets.example/lth4sa-keys") });
        Assert.Empty(errors);
        Assert.Equal(ApiRole.Read, new ApiKeys(keys).Find(File.ReadAllText(Deploy.PathOf("docker/secrets.example/lth4sa-metrics-key")))?.Role);
        Assert.Equal("/run/secrets/lth4sa-metrics-key", Deploy.At(Deploy.Yaml("prometheus/prometheus.yml")[0], "scrape_configs", 0, "authorization", "credentials_file"));
    }

    [Fact]
    public void Dockerfile_PortsAndOptions_AreTheSilos()
    {
        Assert.Equal(Port, BindingPort(Image("ASPNETCORE_URLS")));
        var defaults = new SiloSettings();
        Assert.Equal([Port, defaults.SiloPort, defaults.GatewayPort], ExposePattern().Match(Dockerfile).Groups[1].Value.Split(' ').Select(p => int.Parse(p, CultureInfo.InvariantCulture)));
        Assert.All(EnvironmentPattern().Matches(Dockerfile).Select(m => m.Groups[1].Value).Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)), n => Assert.Contains(n[Prefix.Length..], Known));
        var launcher = File.ReadAllText(Deploy.PathOf("../lth4sa"));
        Assert.Contains($"GOMP_SPINCOUNT:-{Image("GOMP_SPINCOUNT")}}}", launcher, StringComparison.Ordinal);
    }

    [Fact]
    public void Kubernetes_StatefulSet_AgreesWithServicesSecretsAndProbes()
    {
        var all = Deploy.Yaml("kubernetes/silo.yaml");
        var set = all.Single(d => (string)d["kind"] == "StatefulSet");
        var container = (IDictionary<object, object>)Deploy.At(set, "spec", "template", "spec", "containers", 0);
        var defaults = new SiloSettings();
        var ports = ((IList<object>)container["ports"]).ToDictionary(p => (string)Deploy.At(p, "name"), p => int.Parse((string)Deploy.At(p, "containerPort"), CultureInfo.InvariantCulture));
        Assert.Equal(new Dictionary<string, int> { ["http"] = Port, ["silo"] = defaults.SiloPort, ["gateway"] = defaults.GatewayPort }, ports);
        Assert.Equal("/health/live", Deploy.At(container, "livenessProbe", "httpGet", "path"));
        Assert.Equal("/health/ready", Deploy.At(container, "readinessProbe", "httpGet", "path"));
        Assert.NotNull(Deploy.At(container, "resources", "limits", "nvidia.com/gpu"));

        // Options come from the configuration map and from secrets that there are.
        var map = ((IDictionary<object, object>)all.Single(d => (string)d["kind"] == "ConfigMap")["data"]).ToDictionary(e => (string)e.Key, e => (string)e.Value);
        var secret = (IDictionary<object, object>)Deploy.Yaml("kubernetes/secrets.example.yaml")[0]["stringData"];
        foreach (var variable in ((IList<object>)container["env"]).Cast<IDictionary<object, object>>())
        {
            var from = (IDictionary<object, object>)variable["valueFrom"];
            map[(string)variable["name"]] = from.TryGetValue("secretKeyRef", out var key) ? (string)secret[Deploy.At(key, "key")] : "lth4sa-0";
        }

        var options = OptionsOf(map);
        Assert.Empty(SettingErrorsOf.All(options with { Datasets = null, KeysFile = null, Keys = (string)secret["keys"] }, Image("ASPNETCORE_URLS")));
        var mounts = ((IList<object>)container["volumeMounts"]).Select(m => (string)Deploy.At(m, "mountPath")).ToArray();
        Assert.Equal([Image("Silo__Folder"), options.Datasets!, Path.GetDirectoryName(options.KeysFile)!], mounts);
        Assert.True(int.Parse((string)Deploy.At(set, "spec", "template", "spec", "terminationGracePeriodSeconds"), CultureInfo.InvariantCulture) > 10);

        // Services, budget and monitor find the pods and their ports.
        var labels = (IDictionary<object, object>)Deploy.At(set, "spec", "template", "metadata", "labels");
        var services = all.Where(d => (string)d["kind"] == "Service").ToArray();
        Assert.All(services, s => Assert.Equal(labels, (IDictionary<object, object>)Deploy.At(s, "spec", "selector")));
        Assert.All(services.SelectMany(s => (IList<object>)Deploy.At(s, "spec", "ports")), p => Assert.Equal(ports[(string)Deploy.At(p, "targetPort")], int.Parse((string)Deploy.At(p, "port"), CultureInfo.InvariantCulture)));
        Assert.Contains(services, s => Deploy.At(s, "metadata", "name").Equals(Deploy.At(set, "spec", "serviceName")));
        Assert.Equal(labels, Deploy.At(all.Single(d => (string)d["kind"] == "PodDisruptionBudget"), "spec", "selector", "matchLabels"));
        var monitor = Deploy.Yaml("kubernetes/servicemonitor.yaml")[0];
        Assert.Contains(services, s => ((IDictionary<object, object>)Deploy.At(s, "metadata", "labels"))["app"].Equals(Deploy.At(monitor, "spec", "selector", "matchLabels", "app")));
        Assert.Equal("/metrics", Deploy.At(monitor, "spec", "endpoints", 0, "path"));
        Assert.True(secret.ContainsKey(Deploy.At(monitor, "spec", "endpoints", 0, "authorization", "credentials", "key")));
        Assert.All(((IList<object>)Deploy.Yaml("kubernetes/kustomization.yaml")[0]["resources"]).Cast<string>(), file => Assert.True(file == "secrets.yaml" || File.Exists(Deploy.PathOf("kubernetes/" + file)), file));
    }

    [Fact]
    public void Grafana_Dashboards_UseTheProvisionedDataSourceAndHaveNoTwins()
    {
        var source = (string)Deploy.At(Deploy.Yaml("grafana/provisioning/datasources/prometheus.yml")[0], "datasources", 0, "uid");
        var ids = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Deploy.PathOf("grafana/dashboards"), "*.json"))
        {
            var dashboard = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            ids.Add(dashboard.GetProperty("uid").GetString()!);
            Assert.Equal(Path.GetFileNameWithoutExtension(file), ids[^1]);
            Assert.All(dashboard.GetProperty("panels").EnumerateArray(), p => Assert.Equal(source, p.GetProperty("datasource").GetProperty("uid").GetString()));
        }

        Assert.Equal(5, ids.Distinct().Count());
        var mounted = ((IList<object>)Deploy.At(Deploy.Yaml("docker/compose.yml")[0], "services", "grafana", "volumes")).Cast<string>().Select(v => v.Split(':')[1]).ToArray();
        Assert.Contains((string)Deploy.At(Deploy.Yaml("grafana/provisioning/dashboards/lth4sa.yml")[0], "providers", 0, "options", "path"), mounted);
    }

    private static string Dockerfile => File.ReadAllText(Deploy.PathOf("docker/Dockerfile"));

    /// <summary>A variable that the image sets.</summary>
    private static string Image(string name) => EnvironmentPattern().Matches(Dockerfile).First(m => m.Groups[1].Value == name).Groups[2].Value;

    private static int BindingPort(string url) => Microsoft.AspNetCore.Http.BindingAddress.Parse(url).Port;

    private static SiloSettings OptionsOf(Dictionary<string, string> environment)
    {
        Assert.All(environment.Keys, name => Assert.Contains(name[Prefix.Length..], Known));
        var json = environment.ToDictionary(e => e.Key[Prefix.Length..], e => int.TryParse(e.Value, out var number) ? (object)number : e.Value);
        return JsonSerializer.Deserialize<SiloSettings>(JsonSerializer.Serialize(json))!;
    }

    [GeneratedRegex(@"(\w+)=(\S+?)(?: \\)?$", RegexOptions.Multiline)]
    private static partial Regex EnvironmentPattern();

    [GeneratedRegex(@"^EXPOSE (.+)$", RegexOptions.Multiline)]
    private static partial Regex ExposePattern();
}
