package lang

import (
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	for _, tt := range []struct{ name, want, text string }{
		{"English", "en", "The two ministers met in the capital on Monday to review what their armies had agreed to do last year. They said that the work on the border would go on, and that officers from both countries would be trained together in the north."},
		{"English with Vietnamese names", "en", "Phạm Minh Chính received Nguyễn Tân Cương and Hoàng Xuân Chiến in Hà Nội, and Phan Văn Giang spoke of the plan for Điện Biên and Sơn La with Lương Cường and Trần Quang Phương after the talks."},
		{"English headlines", "en", "Ministers of two neighbours sign plan for the border after talks in the capital"},
		{"Vietnamese", "vi", "Hai bộ trưởng đã gặp nhau tại thủ đô vào thứ hai để xem lại những việc mà quân đội hai nước đã thống nhất trong năm trước. Các bên cho biết công việc ở biên giới sẽ tiếp tục và sĩ quan của hai nước sẽ được đào tạo cùng nhau."},
		{"French", "fr", "Les deux ministres se sont rencontrés lundi dans la capitale pour examiner ce que leurs armées avaient décidé l'an dernier. Ils ont dit que le travail à la frontière continuerait et que des officiers des deux pays seraient formés ensemble dans le nord."},
		{"Spanish", "es", "Los dos ministros se reunieron el lunes en la capital para examinar lo que sus ejércitos habían acordado el año pasado. Dijeron que el trabajo en la frontera seguirá y que los oficiales de los dos países se formarán en el norte."},
		{"German", "de", "Die beiden Minister trafen sich am Montag in der Hauptstadt, um zu prüfen, was ihre Armeen im vergangenen Jahr vereinbart hatten. Sie sagten, dass die Arbeit an der Grenze weitergehen werde und Offiziere aus beiden Ländern zusammen ausgebildet werden."},
		{"Italian", "it", "I due ministri si sono incontrati lunedì nella capitale per esaminare ciò che i loro eserciti avevano deciso l'anno scorso. Hanno detto che il lavoro alla frontiera continuerà e che gli ufficiali dei due paesi saranno formati nel nord."},
		{"Portuguese", "pt", "Os dois ministros reuniram-se na segunda-feira na capital para ver o que os seus exércitos tinham decidido no ano passado. Disseram que o trabalho na fronteira vai continuar e que os oficiais dos dois países não serão formados no norte."},
		{"Dutch", "nl", "De twee ministers ontmoetten elkaar maandag in de hoofdstad om te bekijken wat hun legers vorig jaar hadden afgesproken. Zij zeiden dat het werk aan de grens doorgaat en dat officieren uit beide landen samen worden opgeleid in het noorden."},
		{"Indonesian", "id", "Kedua menteri bertemu di ibu kota pada hari Senin untuk meninjau apa yang telah disepakati oleh tentara mereka tahun lalu. Mereka mengatakan bahwa pekerjaan di perbatasan akan terus berjalan dan para perwira dari kedua negara akan dilatih bersama."},
		{"Russian", "ru", "Министры двух стран встретились в понедельник в столице, чтобы обсудить то, о чём их армии договорились в прошлом году. Они сказали, что работа на границе будет продолжена и что офицеры обеих стран будут учиться вместе на севере."},
		{"Ukrainian", "uk", "Міністри двох країн зустрілися в понеділок у столиці, щоб обговорити те, про що їхні армії домовилися торік. Вони сказали, що робота на кордоні буде тривати і що офіцери обох країн будуть навчатися разом на півночі."},
		{"Lao", "lo", "ລັດຖະມົນຕີຂອງສອງປະເທດໄດ້ພົບປະກັນຢູ່ນະຄອນຫຼວງໃນວັນຈັນ"},
		{"Khmer", "km", "រដ្ឋមន្ត្រីនៃប្រទេសទាំងពីរបានជួបគ្នានៅរាជធានីនៅថ្ងៃចន្ទ"},
		{"Thai", "th", "รัฐมนตรีของทั้งสองประเทศพบกันที่เมืองหลวงในวันจันทร์"},
		{"Chinese", "zh", "两国部长星期一在首都会面,回顾了两军去年商定的工作。"},
		{"Japanese", "ja", "両国の大臣は月曜日に首都で会い、昨年の合意を確認した。"},
		{"Arabic", "und-Arab", "التقى وزيرا البلدين يوم الاثنين في العاصمة لمراجعة ما اتفق عليه الجيشان"},
		{"Polish, of which nothing is known", "und-Latn", "Ministrowie obu krajów spotkali się w poniedziałek w stolicy, aby omówić to, co ich armie uzgodniły w zeszłym roku. Powiedzieli, że prace przy granicy będą trwały, a oficerowie obu krajów będą się razem szkolić na północy, jak wcześniej zapowiadano w czasie wizyty ministra obrony."},
		{"Lao with an English menu", "lo", "Home News Sport Contact " + strings.Repeat("ລັດຖະມົນຕີຂອງສອງປະເທດໄດ້ພົບປະກັນຢູ່ນະຄອນຫຼວງໃນວັນຈັນ ", 4)},
		{"English with a Lao menu", "en", "ຂ່າວ ໜ້າຫຼັກ " + strings.Repeat("The ministers of the two countries met in the capital on Monday. ", 4)},
		{"one English sentence of names", "", "Kazakh Foreign Minister Arman Suleimenov met Uzbek Foreign Minister Bakhtiyor Karimov in Samarkand."},
		{"one word", "", "Advertisement"},
		{"a few names", "", "Lan Ho, Keo Bounmy, Vo Lam, An Tran, Mai Oak, George Reed, Somchai Phan"},
		{"figures", "", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"},
		{"nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Language(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
