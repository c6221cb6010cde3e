using System.Buffers.Binary;
using System.Text;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Search.Schemes;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Save_ThenLoad_GivesTensorsAndMetadataBack()
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor> { ["b"] = tensor(new float[] { 1, 2 }), ["a"] = tensor(7L) };
        Safetensors.Save(folder.File("x"), tensors, new Dictionary<string, string> { ["key"] = "value" });
        var read = Safetensors.Load(folder.File("x"));
        Assert.Equal("value", read.Metadata["key"]);
        Assert.Equal([1f, 2f], read.Tensors["b"].data<float>().ToArray());
        Assert.Equal(7, read.Tensors["a"].item<long>());
        Assert.Equal([folder.File("x")], Directory.GetFiles(Path.GetDirectoryName(folder.File("x"))!));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4,
        "'b'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,8],"data_offsets":[0,4]}}""", 4, "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}""", 4, "'a'")]
    [InlineData("""{"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}}""", 4, "'Q4'")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "damaged")]
    [InlineData("""{"a":[[[[[[[[[[[1]]]]]]]]]]]}""", 0, "damaged")]
    [InlineData("""not json""", 0, "damaged")]
    public void Load_HeaderThatLies_IsRefused(string header, int dataBytes, string named)
    {
        Write(header, (ulong)Encoding.UTF8.GetByteCount(header), dataBytes);
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Load(folder.File("x")));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1_000_000_000ul)]
    public void Load_HugeHeaderLength_IsRefusedWithoutReadingIt(ulong length)
    {
        Write("{}", length, 0);
        Assert.Throws<InvalidDataException>(() => Safetensors.Load(folder.File("x")));
    }

    [Fact]
    public void Load_NetworkWithOtherClasses_NamesTheTensorAndBothShapes()
    {
        using var ten = new AttentionNetwork(TestNetworks.Spec("resnet11", classes: 10), Scheme.AllOn(3), 1);
        using var five = new AttentionNetwork(TestNetworks.Spec("resnet11", classes: 5), Scheme.AllOn(3), 1);
        Checkpoint.Save(ten, folder.File("x"), new Dictionary<string, string>());
        var before = five.state_dict()["conv1.weight"].data<float>().ToArray();
        var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(five, folder.File("x")));
        Assert.Contains("'fc.", error.Message, StringComparison.Ordinal);
        Assert.Contains("[5", error.Message, StringComparison.Ordinal);
        Assert.Contains("[10", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, five.state_dict()["conv1.weight"].data<float>().ToArray());
    }

    private void Write(string header, ulong length, int dataBytes)
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(header) + dataBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Encoding.UTF8.GetBytes(header).CopyTo(bytes, 8);
        File.WriteAllBytes(folder.File("x"), bytes);
    }
}
