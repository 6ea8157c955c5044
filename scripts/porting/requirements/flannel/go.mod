module github.com/coreos/flannel

go 1.13

require (
	cloud.google.com/go v0.38.0
	github.com/PuerkitoBio/purell v1.1.1
	github.com/PuerkitoBio/urlesc v0.0.0-20170810143723-de5bf2ad4578
	github.com/asaskevich/govalidator v0.0.0-20190424111038-f61b66f89f4a
	github.com/aws/aws-sdk-go v1.28.2
	github.com/bronze1man/goStrongswanVici v0.0.0-20231128135937-211cef3b0b20
	github.com/coreos/etcd v3.3.15+incompatible
	github.com/coreos/go-iptables v0.4.0
	github.com/coreos/go-semver v0.2.0
	github.com/coreos/go-systemd v0.0.0-20190321100706-95778dfbb74e
	github.com/coreos/pkg v0.0.0-20180108230652-97fdf19511ea
	github.com/davecgh/go-spew v1.1.1
	github.com/denverdino/aliyungo v0.0.0-20190125010748-a747050bb1ba
	github.com/docker/distribution v2.7.1+incompatible
	github.com/emicklei/go-restful v2.9.5+incompatible
	github.com/emicklei/go-restful-swagger12 v0.0.0-20170926063155-7524189396c6
	github.com/ghodss/yaml v1.0.0
	github.com/go-openapi/analysis v0.19.5
	github.com/go-openapi/errors v0.19.2
	github.com/go-openapi/jsonpointer v0.19.3
	github.com/go-openapi/jsonreference v0.19.3
	github.com/go-openapi/loads v0.19.4
	github.com/go-openapi/spec v0.19.3
	github.com/go-openapi/strfmt v0.19.3
	github.com/go-openapi/swag v0.19.5
	github.com/go-stack/stack v1.8.0
	github.com/gogo/protobuf v1.3.1
	github.com/golang/glog v0.0.0-20160126235308-23def4e6c14b
	github.com/golang/protobuf v1.3.2
	github.com/google/gofuzz v1.1.0
	github.com/hashicorp/golang-lru v0.5.1
	github.com/howeyc/gopass v0.0.0-20170109162249-bf9dde6d0d2c
	github.com/imdario/mergo v0.0.0-00010101000000-000000000000
	github.com/jmespath/go-jmespath v0.0.0-20180206201540-c2b33e8439af
	github.com/joho/godotenv v1.5.1
	github.com/jonboulle/clockwork v0.1.0
	github.com/juju/ratelimit v1.0.1
	github.com/mailru/easyjson v0.7.0
	github.com/mitchellh/mapstructure v1.1.2
	github.com/opencontainers/go-digest v1.0.0-rc1
	github.com/spf13/pflag v1.0.5
	github.com/ugorji/go v0.0.0-20170107133203-ded73eae5db7
	github.com/vishvananda/netlink v1.0.0
	github.com/vishvananda/netns v0.0.0-20171111001504-be1fbeda1936
	go.mongodb.org/mongo-driver v1.1.2
	go.opencensus.io v0.21.0
	golang.org/x/crypto v0.0.0-20200220183623-bac4c82f6975
	golang.org/x/net v0.0.0-20191004110552-13f9640d40b9
	golang.org/x/oauth2 v0.0.0-20190604053449-0f29369cfe45
	golang.org/x/sys v0.0.0-20191022100944-742c48ecaeb7
	golang.org/x/text v0.3.2
	google.golang.org/api v0.6.1-0.20190607001116-5213b8090861
	google.golang.org/genproto v0.0.0-20190819201941-24fa4b261c55
	google.golang.org/grpc v1.26.0
	gopkg.in/inf.v0 v0.0.0-00010101000000-000000000000
	gopkg.in/yaml.v2 v2.2.8
	k8s.io/apimachinery v0.0.0-20170728134514-917740426ad6
	k8s.io/client-go v4.0.0+incompatible
)

replace (
	github.com/coreos/etcd => github.com/coreos/etcd v3.2.26+incompatible
	github.com/coreos/go-semver => github.com/coreos/go-semver v0.3.0
	github.com/imdario/mergo => github.com/imdario/mergo v0.3.5
	golang.org/x/sys => golang.org/x/sys v0.0.0-20190813064441-fde4db37ae7a
	gopkg.in/inf.v0 => gopkg.in/inf.v0 v0.9.1
)
