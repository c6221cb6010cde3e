using Lth4Sa.Networks.Data;
using Lth4Sa.Search.Loop;

// The records of the search and of the networks cross the wire as they are: their serializers are generated here, so that those two
// projects need Orleans' attributes only.
[assembly: GenerateCodeForDeclaringAssembly(typeof(SearchStep))]
[assembly: GenerateCodeForDeclaringAssembly(typeof(DataSpec))]
